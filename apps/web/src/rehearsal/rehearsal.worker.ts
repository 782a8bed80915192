import { accidentDrill, backtest, compensationCoverage, failureMatrix, MatrixCache, rehearse, setStage, type RecordedRun, type Stage } from '@eddy/rehearsal'
import { catalog } from '@eddy/steps/contract'
import { createLogic } from '@eddy/steps/logic'
import type { Fixture } from '@eddy/workflow'
import type { FromWorker, Play, ToWorker } from './worker-messages.ts'

/** Others get their turn this often: a newer question makes an older matrix pointless. */
const TURN_MS = 16

const logic = createLogic()
/** Cells outlive edits: only what an edit can have changed is rehearsed again. */
const cache = new MatrixCache()
/** The latest question of those that take many turns: an older one ends. */
const newest = { matrix: 0, backtest: 0 }

class Overtaken extends Error {}

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'matrix' || data.type === 'backtest') newest[data.type] = data.id
  void answer(data)
})

async function answer(question: ToWorker): Promise<void> {
  const { id } = question
  try {
    const stage = stageOf(question.play)
    if (question.type === 'backtest') await backtestAnswers(id, stage, question.runs)
    else send(await answerTo(question, stage))
  } catch (error) {
    if (error instanceof Overtaken) return
    send({ id, type: 'problem', message: error instanceof Error ? error.message : String(error) })
  }
}

function stageOf({ document, library }: Play): Stage {
  return setStage(document, { catalog, logic, workflow: (reference) => library[reference] })
}

async function answerTo(question: Exclude<ToWorker, { readonly type: 'backtest' }>, stage: Stage): Promise<FromWorker> {
  const { id } = question
  switch (question.type) {
    case 'coverage':
      return { id, type: 'coverage', coverage: compensationCoverage(stage) }
    case 'matrix':
      return matrixAnswer(id, stage, question.fixture)
    case 'drill':
      return { id, type: 'drill', drill: await accidentDrill(stage, question.fixture ? { fixture: question.fixture } : {}) }
    case 'rehearse':
      return { id, type: 'rehearsed', rehearsal: await rehearse(stage, question.script) }
  }
}

async function backtestAnswers(id: number, stage: Stage, runs: readonly RecordedRun[]): Promise<void> {
  for (const [index, recorded] of runs.entries()) {
    const [run] = (await backtest(stage, [recorded])).runs
    if (newest.backtest !== id) throw new Overtaken()
    if (run !== undefined) send({ id, type: 'backtested', run, last: index === runs.length - 1 })
    await new Promise((resolve) => setTimeout(resolve))
  }
}

async function matrixAnswer(id: number, stage: Stage, fixture: Fixture | undefined): Promise<FromWorker> {
  let turn = performance.now() + TURN_MS
  const matrix = await failureMatrix(stage, {
    cache,
    ...(fixture ? { fixture } : {}),
    onCell: async (_cell, count) => {
      if (performance.now() < turn) return
      send({ id, type: 'progress', ...count })
      await new Promise((resolve) => setTimeout(resolve))
      turn = performance.now() + TURN_MS
      if (newest.matrix !== id) throw new Overtaken()
    },
  })
  return { id, type: 'matrix', matrix, coverage: compensationCoverage(stage, matrix) }
}

function send(message: FromWorker): void {
  postMessage(message)
}
