import { afterAll, beforeAll, expect, it } from 'vitest'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import type { Database } from '../src/db/index.ts'
import { RunHost } from '../src/run/run-host.ts'
import { createWorkflow } from '../src/workflow/create-workflow.ts'
import { openOwn } from './open-own.ts'

let db: Database
const hosts: RunHost[] = []

beforeAll(async () => {
  db = await openOwn()
}, 240_000)
afterAll(async () => {
  for (const host of hosts) await host.close()
  await db.close()
})

it('two servers that have the same question in mind remind of it once each time', async () => {
  const server = () => {
    const host = new RunHost({ db, executor: createExecutor({}), evaluator: createEvaluator() })
    hosts.push(host)
    return host
  }
  const [owner, other] = [server(), server()]
  const { id } = await createWorkflow(db, { eddy: 1, name: 'asks', steps: [{ name: 'ask', kind: 'approval', config: { title: 'Ship it?', remind: 'PT1S' } }] })
  const began = Date.now()
  const runId = await owner.start({ workflowId: id, input: {} })
  await expect.poll(() => db.prisma.question.count({ where: { runId, status: 'open' } })).toBe(1)
  // as after a restart of the other: it keeps all open questions in mind
  await other.questions.reconcile([])
  const reminders = () => db.prisma.question.findFirstOrThrow({ where: { runId } }).then((row) => row.reminders)
  await expect.poll(reminders, { timeout: 60_000 }).toBeGreaterThanOrEqual(6)
  const notices = await db.prisma.notice.findMany({ where: { runId } })
  const sent = await reminders()
  const seconds = (Date.now() - began) / 1000
  // one for each second at most, however many servers there are, and each told once
  expect(sent).toBeLessThanOrEqual(Math.ceil(seconds) + 1)
  expect(notices.length).toBeLessThanOrEqual(sent)
  expect(new Set(notices.map(({ key }) => key)).size).toBe(notices.length)
  await owner.answer(runId, { name: (await db.prisma.question.findFirstOrThrow({ where: { runId } })).signal, payload: { decision: 'approve' } }).catch(() => undefined)
})
