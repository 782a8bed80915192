import { accidentDrill, backtest, compensationCoverage, type Coverage, failureMatrix, MatrixCache, rehearse, setStage, type RecordedRun, type Stage } from '@eddy/rehearsal'
import { catalog } from '@eddy/steps/contract'
import { createLogic } from '@eddy/steps/logic'
import type { Fixture } from '@eddy/workflow'
import { coveragePatch } from './coverage-patch.ts'
import { patchedPlay } from './play-patch.ts'
import type { Answer, FromWorker, Play, Question, ToWorker } from './worker-messages.ts'

/** Others get their turn this often: a newer question makes an older matrix pointless. */
const TURN_MS = 16

const logic = createLogic()
/** Cells outlive edits: only what an edit can have changed is rehearsed again. */
const cache = new MatrixCache()
/** The latest question of those that take many turns: an older one ends. */
const newest = { matrix: 0, backtest: 0 }
/** What the page told last, and what it was told. */
let play: Play | undefined
let told: Coverage | undefined

class Overtaken extends Error {}

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  const { id, question } = data
  play = patchedPlay(play, data.play)
  if (question.type === 'matrix' || question.type === 'backtest') newest[question.type] = id
  void answer(id, { ...question, play })
})

async function answer(id: number, question: Question): Promise<void> {
  try {
    const stage = stageOf(question.play)
    if (question.type === 'backtest') await backtestAnswers(id, stage, question.runs)
    else send(id, await answerTo(id, question, stage))
  } catch (error) {
    if (error instanceof Overtaken) return
    send(id, { type: 'problem', message: error instanceof Error ? error.message : String(error) })
  }
}

function stageOf({ document, library }: Play): Stage {
  return setStage(document, { catalog, logic, workflow: (reference) => library[reference] })
}

async function answerTo(id: number, question: Exclude<Question, { readonly type: 'backtest' }>, stage: Stage): Promise<Answer> {
  switch (question.type) {
    case 'coverage':
      return { type: 'coverage', coverage: compensationCoverage(stage) }
    case 'matrix':
      return matrixAnswer(id, stage, question.fixture)
    case 'drill':
      return { type: 'drill', drill: await accidentDrill(stage, question.fixture ? { fixture: question.fixture } : {}) }
    case 'rehearse':
      return { type: 'rehearsed', rehearsal: await rehearse(stage, question.script) }
  }
}

async function backtestAnswers(id: number, stage: Stage, runs: readonly RecordedRun[]): Promise<void> {
  for (const [index, recorded] of runs.entries()) {
    const [run] = (await backtest(stage, [recorded])).runs
    if (newest.backtest !== id) throw new Overtaken()
    if (run !== undefined) send(id, { type: 'backtested', run, last: index === runs.length - 1 })
    await new Promise((resolve) => setTimeout(resolve))
  }
}

async function matrixAnswer(id: number, stage: Stage, fixture: Fixture | undefined): Promise<Answer> {
  let turn = performance.now() + TURN_MS
  const matrix = await failureMatrix(stage, {
    cache,
    ...(fixture ? { fixture } : {}),
    onCell: async (_cell, count) => {
      if (performance.now() < turn) return
      send(id, { type: 'progress', ...count })
      await new Promise((resolve) => setTimeout(resolve))
      turn = performance.now() + TURN_MS
      if (newest.matrix !== id) throw new Overtaken()
    },
  })
  return { type: 'matrix', matrix, coverage: compensationCoverage(stage, matrix) }
}

function send(id: number, answer: Answer): void {
  const message: FromWorker = 'coverage' in answer ? withCoverage(id, answer) : { id, answer }
  postMessage(message)
}

function withCoverage(id: number, { coverage, ...answer }: Extract<Answer, { readonly coverage: Coverage }>): FromWorker {
  const patch = coveragePatch(told, coverage)
  told = coverage
  return { id, answer, coverage: patch }
}
