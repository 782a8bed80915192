import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client'
import { afterAll, expect, it } from 'vitest'
import { readSettings } from '../src/env.ts'
import { startServer } from '../src/server.ts'
import type { AppRouter } from '../src/trpc/root.ts'

const dir = mkdtempSync(join(tmpdir(), 'eddy-read-only-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const start = async (more: NodeJS.ProcessEnv = {}) => {
  const server = await startServer(readSettings({ EDDY_DATA: dir, EDDY_PORT: '0', EDDY_DEMO: 'off', EDDY_LEASE_MS: '500', ...more }))
  return { ...server, api: createTRPCClient<AppRouter>({ links: [httpLink({ url: `${server.url}/trpc` })] }) }
}
const events = async ({ api }: Awaited<ReturnType<typeof start>>, runId: string) => (await api.run.log.query({ runId })).events.length

it('shows what is there and does nothing: no run goes on, nothing fires, nothing is taken; without it all goes on', async () => {
  const before = await start()
  const workflow = await before.api.workflow.create.mutate({ document: { eddy: 1, name: 'waits', steps: [{ name: 'pause', kind: 'wait.timer', config: { duration: 'PT8S' } }, { name: 'end', kind: 'code', config: { source: 'return 1' }, waitFor: ['pause'] }] } as never })
  await before.api.trigger.save.mutate({ workflowId: workflow.id, enabled: true, settings: { name: 'hook', config: { kind: 'webhook', path: 'hook' }, runs: { draft: true } } } as never)
  const due = new Date(Date.now() + 8000).toISOString()
  await before.api.trigger.save.mutate({ workflowId: workflow.id, enabled: true, settings: { name: 'once', config: { kind: 'schedule', when: { every: 'once', at: due } }, runs: { draft: true } } } as never)
  const { runId } = await before.api.run.start.mutate({ workflowId: workflow.id, input: {} })
  await before.close()

  const still = await start({ EDDY_READ_ONLY: '1' })
  expect(still.recovered).toBe(0)
  const listed = async () => (await still.api.run.list.query({})).items.map(({ id, status }) => [id, status])
  const [had, runs] = [await events(still, runId), await listed()]
  // longer than the wait, the time of the schedule and several leases
  await new Promise((done) => setTimeout(done, Date.parse(due) + 2000 - Date.now()))
  expect(await events(still, runId)).toBe(had)
  expect(await listed()).toEqual(runs)
  expect(await still.api.system.info.query()).toMatchObject({ readOnly: true })
  // what only shows a run, though it asks whoever has it in hand
  expect(await still.api.run.waits.query({ runId })).toMatchObject({ waits: null, stuck: null })
  expect((await still.api.run.get.query({ runId })).status).toBe('running')
  await expect(still.api.run.cancelPreview.query({ runId })).rejects.toThrow('only shows what is there')
  await new Promise((done) => setTimeout(done, 1000))
  expect(await events(still, runId)).toBe(had)
  for (const act of [() => still.api.run.start.mutate({ workflowId: workflow.id, input: {} }), () => still.api.run.halt.mutate({ runId }), () => still.api.workflow.remove.mutate({ id: workflow.id }), () => still.api.storage.cleanUp.mutate()]) {
    const error = await act().then(() => undefined, (reason: unknown) => reason)
    expect(error).toBeInstanceOf(TRPCClientError)
    expect(error).toMatchObject({ data: { httpStatus: 503, eddy: { code: 'READ_ONLY' } } })
  }
  for (const path of ['/hooks/hook', '/api/v1/runs']) {
    const answer = await fetch(`${still.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: path === '/api/v1/runs' ? JSON.stringify({ workflowId: workflow.id, input: {} }) : '{}' })
    expect([path, answer.status, await answer.text()]).toEqual([path, 503, expect.stringContaining('only shows what is there')])
  }
  await still.close()

  const after = await start()
  await expect.poll(async () => (await after.api.run.get.query({ runId })).status, { timeout: 20_000 }).toBe('succeeded')
  // caught up, once
  await expect.poll(async () => (await after.api.run.list.query({})).items.length, { timeout: 20_000 }).toBe(2)
  await after.close()
}, 120_000)
