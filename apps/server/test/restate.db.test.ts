import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventSource } from 'eventsource'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startRestate, type RestateServer } from '@eddy/distributed/restate-server'
import { lookAtMachine } from '../src/doctor/look-at-machine.ts'
import { readSettings } from '../src/env.ts'
import { startServerProcess, type ServerProcess } from './server-process.ts'

let dir: string
let restate: RestateServer
let server: ServerProcess

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'eddy-distributed-'))
  restate = await startRestate({ dataDir: join(dir, 'restate') })
  server = await startServerProcess({ EDDY_DATA: join(dir, 'data'), ...distributed() })
})
afterAll(async () => {
  await server?.stop('SIGKILL')
  await restate?.stop('SIGKILL')
  rmSync(dir, { recursive: true, force: true })
})

const distributed = () => ({ EDDY_ENGINE: 'restate', EDDY_RESTATE_URL: restate.ingressUrl, EDDY_RESTATE_ADMIN_URL: restate.adminUrl, EDDY_ENDPOINT_PORT: '0', EDDY_GATEWAY_PORT: '0' })

const settled = async (runId: string, status: string) => {
  await expect.poll(async () => (await server.api.run.get.query({ runId })).status, { interval: 50 }).toBe(status)
  return server.api.run.get.query({ runId })
}
const code = (name: string, source: string, more: object = {}) => ({ name, kind: 'code', config: { source }, ...more })
const start = async (steps: readonly object[], more: object = {}, input: object = {}) => {
  const workflow = await server.api.workflow.create.mutate({ document: { eddy: 1, name: 'test', steps, ...more } as never })
  return { workflow, ...(await server.api.run.start.mutate({ workflowId: workflow.id, input })) }
}
const handlers = [code('release', 'return 1')]

describe('a server whose runs are in the hands of Restate', () => {
  it('runs a workflow, and pages watch it as ever', async () => {
    const { runId } = await start([code('a', 'return args.n + 1', { arguments: [{ name: 'n', from: { input: 'n' } }] }), { name: 'b', kind: 'expression', config: { expr: 'x * 2' }, arguments: [{ name: 'x', from: { result: 'a' } }] }], { inputs: [{ name: 'n' }] }, { n: 20 })
    const seen: { readonly seq: number; readonly type: string }[] = []
    const source = new EventSource(`${server.url}/runs/${runId}/events?after=0`)
    source.addEventListener('message', ({ data }) => seen.push(...(JSON.parse(String(data)) as typeof seen)))
    const run = await settled(runId, 'succeeded')
    await expect.poll(() => seen.at(-1)?.type).toBe('run.succeeded')
    source.close()
    expect(seen.map(({ seq }) => seq)).toEqual(seen.map((_, index) => index + 1))
    expect(seen.map(({ type }) => type)).toEqual(['run.started', 'step.ready', 'step.started', 'step.succeeded', 'step.ready', 'step.started', 'step.succeeded', 'run.succeeded'])
    expect(run).toMatchObject({ value: 42, lastSeq: seen.length })
  })

  it('rolls back what a cancel finds done, and refuses a second', async () => {
    const { runId } = await start([code('a', 'return 1', { undo: 'release' }), { name: 'w', kind: 'wait.timer', config: { duration: 'PT1H' }, waitFor: ['a'] }], { handlers })
    await expect.poll(async () => (await server.api.run.cancelPreview.query({ runId }))?.undone).toEqual([{ path: 'a', order: 1 }])
    await server.api.run.cancel.mutate({ runId, expect: ['a'] })
    expect(await settled(runId, 'cancelled')).toMatchObject({ undone: 1, left: 0 })
    await expect(server.api.run.cancel.mutate({ runId })).rejects.toThrow('The run is over')
  })

  it('takes signals, early ones too, and lets timers go off', async () => {
    const { runId } = await start([{ name: 'pause', kind: 'wait.timer', config: { duration: 'PT0.3S' } }, { name: 'paid', kind: 'wait.signal', config: { name: 'paid' }, waitFor: ['pause'] }, { name: 'more', kind: 'wait.signal', config: { name: 'more' }, waitFor: ['paid'] }])
    expect(await server.api.run.signal.mutate({ runId, name: 'paid', payload: 7 })).toEqual({ delivered: true })
    expect(await server.api.run.signal.mutate({ runId, name: 'more', payload: 8 })).toEqual({ delivered: true })
    expect((await settled(runId, 'succeeded')).value).toBe(8)
    expect(await server.api.run.signal.mutate({ runId, name: 'paid', payload: 9 })).toEqual({ delivered: false })
  })

  it('leaves tasks to workers outside: claimed once, failed, tried again, and undone by a task', async () => {
    const task = (queue: string, more: object) => ({ kind: 'agent.task', config: { queue }, ...more })
    const { runId } = await start([task('print', { name: 'print', undo: 'shred', retry: { max: 1, backoff: { initial: 'PT0.01S' } } }), { name: 'stop', kind: 'fail', config: { message: 'no stamps' }, waitFor: ['print'] }], { handlers: [task('shred', { name: 'shred', arguments: [{ name: 'printed', from: { origin: 'value' } }] })] })
    const claim = async (queue: string) => (await server.api.task.claim.mutate({ queues: [queue], worker: 'ada' })).task ?? { taskId: 'none', fence: 0, payload: null }
    const first = await claim('print')
    await expect(server.api.task.complete.mutate({ id: first.taskId, fence: 9 })).rejects.toThrow('fence 9 has ended')
    expect(await server.api.task.heartbeat.mutate({ id: first.taskId, fence: first.fence })).toMatchObject({ wanted: true })
    await server.api.task.fail.mutate({ id: first.taskId, fence: first.fence, message: 'jam' })
    const second = await claim('print')
    await server.api.task.complete.mutate({ id: second.taskId, fence: second.fence, value: 3 })
    const undo = await claim('shred')
    expect(undo.payload).toEqual({ printed: 3 })
    await server.api.task.complete.mutate({ id: undo.taskId, fence: undo.fence })
    expect(await settled(runId, 'rolled_back')).toMatchObject({ undone: 1, left: 0 })
  })

  it('hands a signal from run to run', async () => {
    const name = `go-${process.pid}`
    const waiting = await start([{ name: 'w', kind: 'wait.signal', config: { name } }])
    await expect.poll(async () => (await server.api.run.get.query({ runId: waiting.runId })).lastSeq).toBeGreaterThanOrEqual(4)
    const sending = await start([{ name: 's', kind: 'send.signal', config: { name }, arguments: [{ name: 'payload', from: { value: 5 } }] }])
    await settled(sending.runId, 'succeeded')
    await settled(waiting.runId, 'succeeded')
  })

  it('halts, resumes behind the halt, and undoes a success later', async () => {
    const { runId } = await start([code('a', 'return 1', { undo: 'release' }), code('h', 'return eddy.halt("look")', { waitFor: ['a'] }), code('b', 'return 2', { waitFor: ['h'] })], { handlers })
    await settled(runId, 'halted')
    await server.api.run.resume.mutate({ runId, payload: 'seen' })
    expect((await settled(runId, 'succeeded')).value).toBe(2)
    await server.api.run.undo.mutate({ runId })
    expect(await settled(runId, 'rolled_back')).toMatchObject({ undone: 1 })
    await expect(server.api.run.undo.mutate({ runId })).rejects.toThrow('only a succeeded run')
    const log = await server.api.run.log.query({ runId }).catch(() => undefined)
    expect(log).toBeDefined()
  })

  it('fails and rolls back, and the list of runs tells of it', async () => {
    const { workflow, runId } = await start([code('a', 'return 1', { undo: 'release' }), code('b', 'return eddy.fail("no")', { waitFor: ['a'] })], { handlers })
    expect(await settled(runId, 'rolled_back')).toMatchObject({ undone: 1, error: { step: 'b' } })
    const { items } = await server.api.run.list.query({ workflowId: workflow.id })
    expect(items.map(({ id, status }) => ({ id, status }))).toEqual([{ id: runId, status: 'rolled_back' }])
  })

  it('says of what is asked of a run that Restate is silent; asked again when it is back, it is done once', async () => {
    const { runId } = await start([code('a', 'return 1', { undo: 'release' }), { name: 'w', kind: 'wait.timer', config: { duration: 'PT1H' }, waitFor: ['a'] }], { handlers })
    await expect.poll(async () => (await server.api.run.get.query({ runId })).lastSeq).toBeGreaterThanOrEqual(7)
    restate.child.kill('SIGSTOP')
    try {
      await expect(server.api.run.cancel.mutate({ runId })).rejects.toMatchObject({ message: expect.stringMatching(/^Restate, .* does not answer, .* look at the run before you try again\.$/) as unknown, data: { eddy: { code: 'OWNER_SILENT' }, httpStatus: 503 } })
    } finally {
      restate.child.kill('SIGCONT')
    }
    // refused when the first one was taken after all
    await server.api.run.cancel.mutate({ runId }).catch(() => undefined)
    expect(await settled(runId, 'cancelled')).toMatchObject({ undone: 1, left: 0 })
  })

  it('takes a cancel in Restate itself for one of its own', async () => {
    const { runId } = await start([code('a', 'return 1', { undo: 'release' }), { name: 'w', kind: 'wait.timer', config: { duration: 'PT1H' }, waitFor: ['a'] }], { handlers })
    await expect.poll(async () => (await server.api.run.get.query({ runId })).lastSeq).toBeGreaterThanOrEqual(7)
    const asked = await fetch(`${restate.adminUrl}/query`, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify({ query: `SELECT id FROM sys_invocation_status WHERE target_service_key = '${runId}' AND target_handler_name = 'run'` }) })
    const { rows } = (await asked.json()) as { readonly rows: readonly { readonly id: string }[] }
    expect((await fetch(`${restate.adminUrl}/invocations/${rows[0]?.id}/cancel`, { method: 'PATCH' })).ok).toBe(true)
    expect(await settled(runId, 'cancelled')).toMatchObject({ undone: 1, left: 0 })
  })

  it('says whether Restate answers, and is ready all the same: new runs are taken, and begin when it is back', async () => {
    const said = async () => {
      const ready = await fetch(`${server.url}/ready`)
      const { checks } = (await ready.json()) as { readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[] }
      const [up] = /^eddy_restate_up \d/m.exec(await (await fetch(`${server.url}/metrics`)).text()) ?? []
      return { status: ready.status, restate: checks.find(({ name }) => name === 'restate'), up, doctor: (await lookAtMachine(readSettings({ EDDY_DATA: dir, ...distributed() }), { mine: true })).find(({ name }) => name === 'restate')?.status }
    }
    expect(await said()).toEqual({ status: 200, restate: { name: 'restate', ok: true, detail: 'Restate answers.' }, up: 'eddy_restate_up 1', doctor: 'ok' })
    await restate.stop('SIGKILL')
    expect(await said()).toMatchObject({ status: 200, restate: { ok: false, detail: expect.stringContaining(restate.ingressUrl) }, up: 'eddy_restate_up 0', doctor: 'fail' })
    const { runId } = await start([code('late', 'return 7')])
    // its page says why nothing happens
    expect(await server.api.run.waits.query({ runId })).toMatchObject({ silent: expect.stringContaining(restate.ingressUrl) })
    restate = await startRestate(restate.options)
    expect(await settled(runId, 'succeeded')).toMatchObject({ value: 7 })
    expect(await server.api.run.waits.query({ runId })).toMatchObject({ silent: null })
  })
})

/** Fails whatever asks for Restate. */
const NO_RESTATE = `--import data:text/javascript,${encodeURIComponent(`import{register}from"node:module";register("data:text/javascript,"+encodeURIComponent('export function resolve(s,c,n){if(s.includes("restatedev"))throw new Error("Restate was asked for");return n(s,c)}'))`)}`

describe('a server that was started without Restate', () => {
  it('loads nothing of it, and its runs are taken up by one that has it', async () => {
    const data = { EDDY_DATA: join(dir, 'other') }
    const embedded = await startServerProcess({ ...data, NODE_OPTIONS: NO_RESTATE })
    const workflow = await embedded.api.workflow.create.mutate({ document: { eddy: 1, name: 'moving', handlers, steps: [code('a', 'return 1', { undo: 'release' }), { name: 'w', kind: 'wait.signal', config: { name: 'go' }, waitFor: ['a'] }] } as never })
    const { runId } = await embedded.api.run.start.mutate({ workflowId: workflow.id, input: {} })
    await expect.poll(async () => (await embedded.api.run.get.query({ runId })).lastSeq).toBeGreaterThanOrEqual(7)
    await embedded.stop('SIGTERM')
    await expect(startServerProcess({ ...data, ...distributed(), NODE_OPTIONS: NO_RESTATE })).rejects.toThrow('Restate was asked for')
    const other = await startServerProcess({ ...data, ...distributed() })
    expect(await other.api.run.signal.mutate({ runId, name: 'go', payload: 6 })).toEqual({ delivered: true })
    await expect.poll(async () => (await other.api.run.get.query({ runId })).status).toBe('succeeded')
    expect((await other.api.run.log.query({ runId })).events.filter(({ type }) => type === 'step.interrupted')).toEqual([])
    await other.stop('SIGTERM')
  })
})
