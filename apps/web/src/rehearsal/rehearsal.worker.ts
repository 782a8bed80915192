import { accidentDrill, compensationCoverage, failureMatrix, MatrixCache, rehearse, setStage, type Stage } from '@eddy/rehearsal'
import { catalog } from '@eddy/steps/contract'
import { createLogic } from '@eddy/steps/logic'
import type { Fixture } from '@eddy/workflow'
import type { FromWorker, Play, ToWorker } from './worker-messages.ts'

/** Others get their turn this often: a newer question makes an older matrix pointless. */
const TURN_MS = 16

const logic = createLogic()
/** Cells outlive edits: only what an edit can have changed is rehearsed again. */
const cache = new MatrixCache()
let newest = 0

class Overtaken extends Error {}

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'matrix') newest = data.id
  void answer(data)
})

async function answer(question: ToWorker): Promise<void> {
  const { id } = question
  try {
    send(await answerTo(question, stageOf(question.play)))
  } catch (error) {
    if (error instanceof Overtaken) return
    send({ id, type: 'problem', message: error instanceof Error ? error.message : String(error) })
  }
}

function stageOf({ document, library }: Play): Stage {
  return setStage(document, { catalog, logic, workflow: (reference) => library[reference] })
}

async function answerTo(question: ToWorker, stage: Stage): Promise<FromWorker> {
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
      if (newest !== id) throw new Overtaken()
    },
  })
  return { id, type: 'matrix', matrix, coverage: compensationCoverage(stage, matrix) }
}

function send(message: FromWorker): void {
  postMessage(message)
}
