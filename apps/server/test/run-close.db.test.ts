import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import { RunHost } from '../src/run/run-host.ts'
import { createWorkflow } from '../src/workflow/create-workflow.ts'
import { openOwn } from './open-own.ts'

it('a host that is closed asks nothing of its database any more, whatever was in hand', { timeout: 240_000 }, async () => {
  const db = await openOwn()
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const host = new RunHost({ db, executor: createExecutor({ outsideWorkers: true }), evaluator: createEvaluator(), lookMs: 5 })
  await host.recover()
  const { id: workflowId } = await createWorkflow(db, { eddy: 1, name: 'offers', steps: [
    { name: 'task', kind: 'agent.task', config: { queue: 'outside' } },
    { name: 'ask', kind: 'approval', config: { title: 'Ship it?', remind: 'PT1S' } },
  ] })
  const runId = await host.start({ workflowId, input: {} })
  await expect.poll(() => db.prisma.task.count(), { timeout: 60_000 }).toBe(1)
  await expect.poll(() => db.prisma.question.count(), { timeout: 60_000 }).toBe(1)
  const held = await db.prisma.task.findFirstOrThrow({ where: { runId } })
  await host.cancel(runId, false)
  await host.settled(runId)
  await host.tasks.settled()
  // a worker still has something in hand of a run that is over, so that it is looked at once more when its lease ends
  await db.prisma.task.create({ data: { ...held, status: 'claimed', leaseUntil: new Date(Date.now() + 2000) } as never })
  await host.tasks.reconcile([])
  await host.close()
  const asked = vi.spyOn(db.pool, 'connect')
  await sleep(4000)
  expect(asked).not.toHaveBeenCalled()
  await db.close()
  expect(said.mock.calls.flat().filter((line) => /pool/.test(String(line)))).toEqual([])
  said.mockRestore()
})
