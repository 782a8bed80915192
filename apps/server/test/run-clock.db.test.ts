import { expect, it } from 'vitest'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import { RunHost } from '../src/run/run-host.ts'
import { createSteadyClock } from '../src/run/steady-clock.ts'
import { createWorkflow } from '../src/workflow/create-workflow.ts'
import { serveAgain } from './serve-here.ts'

const HOUR_MS = 3_600_000

// the clock that waits go by goes on where the machine's, and the embedded database's with it, is put back
const clock = createSteadyClock({ wall: () => Date.now() + HOUR_MS })
const server = await serveAgain((db) => ({ runs: new RunHost({ db, clock, executor: createExecutor({}), evaluator: createEvaluator() }) }))

it('a run begins and ends by one clock, whether or not its row was written before it began', async () => {
  const { db, runs } = server
  const { id: workflowId } = await createWorkflow(db, { eddy: 1, name: 'timed', steps: [{ name: 'wait', kind: 'wait.timer', config: { duration: 'PT0.2S' } }] })
  for (const idempotencyKey of [undefined, 'known']) {
    const runId = await runs.start({ workflowId, input: {}, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) })
    await runs.settled(runId)
    const { startedAt, endedAt, durationMs } = await db.prisma.run.findUniqueOrThrow({ where: { id: runId } })
    expect(startedAt.getTime() - Date.now()).toBeGreaterThan(HOUR_MS / 2)
    expect(endedAt?.getTime()).toBeGreaterThan(startedAt.getTime())
    expect(durationMs).toBeLessThan(HOUR_MS / 2)
  }
})
