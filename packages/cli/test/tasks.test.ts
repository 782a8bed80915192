import { spawn } from 'node:child_process'
import { expect, it } from 'vitest'
import { eddy, PROGRAM, program } from './eddy.ts'
import { sharedServer } from './shared-server.ts'

const server = sharedServer()

let names = 0
const start = async (queue: string, more: object = {}) => {
  const { id } = await server.post('workflow.create', { document: { eddy: 1, name: `cli_tasks_${++names}`, steps: [{ name: 'print', kind: 'agent.task', config: { queue }, arguments: [{ name: 'page', from: { value: 7 } }], ...more }] } })
  return (await server.post('run.start', { workflowId: id, input: {} })).runId
}
const ended = async (runId: string) => JSON.parse((await eddy('runs', 'show', runId, '--json')).out) as { readonly status: string; readonly value?: unknown; readonly error?: { readonly code: string; readonly message: string } }
const work = (queue: string, ...command: readonly string[]) => eddy('work', '--queue', queue, '--idle', '1', '--', ...command)

it('does tasks with a command: payload on stdin, stdout is the result', { timeout: 120_000 }, async () => {
  const runId = await start('print')
  const done = await program('work', '--queue', 'print', '--idle', '1', '--', process.execPath, '-e', 'let t = ""; process.stdin.on("data", (d) => t += d).on("end", () => console.log(JSON.stringify({ ...JSON.parse(t), queue: process.env.EDDY_QUEUE, key: process.env.EDDY_IDEMPOTENCY_KEY })))')
  expect(done).toMatchObject({ code: 0, err: expect.stringContaining('print of print: begun') })
  expect(await ended(runId)).toMatchObject({ status: 'succeeded', value: { page: 7, queue: 'print', key: `${runId}/print/1` } })
})

it('a command that fails fails its task; one that ends with 75 gives it back; one that is not there takes none', { timeout: 120_000 }, async () => {
  const failed = await start('fails')
  await work('fails', 'sh', '-c', 'echo the paper jammed >&2; exit 3')
  expect(await ended(failed)).toMatchObject({ status: 'rolled_back', error: { code: 'EXIT_3', message: 'the paper jammed' } })
  const back = await start('back')
  await work('back', 'sh', '-c', 'test -e /tmp/eddy-tasks-$EDDY_RUN && rm /tmp/eddy-tasks-$EDDY_RUN && exit 0; touch /tmp/eddy-tasks-$EDDY_RUN; exit 75')
  expect(await ended(back)).toMatchObject({ status: 'succeeded', value: null })
  const waiting = await start('missing')
  expect(await work('missing', 'no-such-command')).toMatchObject({ code: 2, err: expect.stringContaining('cannot be run') })
  expect(await ended(waiting)).toMatchObject({ status: 'running' })
})

it('ends what it has in hand when it is told to stop', { timeout: 120_000 }, async () => {
  const runId = await start('stops')
  const child = spawn(PROGRAM, ['work', '--queue', 'stops', '--', 'sh', '-c', 'sleep 1; echo \'"done"\''])
  let err = ''
  child.stderr.on('data', (text) => (err += String(text)))
  await expect.poll(() => err, { timeout: 60_000 }).toContain('begun')
  child.kill('SIGTERM')
  const code = await new Promise((resolve) => child.once('close', resolve))
  expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining('what is in hand is ended') })
  expect(await ended(runId)).toMatchObject({ status: 'succeeded', value: 'done' })
})

it('lists, claims, keeps, gives back, fails and completes by hand', { timeout: 120_000 }, async () => {
  expect(await eddy('tasks', 'claim', '--queue', 'hand')).toMatchObject({ code: 1, err: 'No task is offered on hand.' })
  const runId = await start('hand', { retry: { max: 1, backoff: { initial: 'PT0.01S' } } })
  const claim = async () => JSON.parse((await eddy('tasks', 'claim', '--queue', 'hand', '--worker', 'Ada', '--wait', '20', '--json')).out) as { readonly taskId: string; readonly fence: number }
  const first = await claim()
  const tasks = (verb: string, { taskId, fence }: { readonly taskId: string; readonly fence: number }, ...more: readonly string[]) => eddy('tasks', verb, taskId, '--fence', String(fence), ...more)
  expect((await tasks('heartbeat', first, '--progress', '{"page":1}')).out).toMatch(/^It is yours until 2/)
  await expect.poll(async () => (await eddy('tasks', 'list', '--queue', 'hand')).out, { timeout: 60_000 }).toMatch(/^TASK +QUEUE +STATUS +WORKER[^]+\S+ +hand +claimed +Ada +\S+ +cli_tasks_\d+ +print$/)
  expect((await tasks('release', first, '--note', 'lunch')).out).toBe(`Task ${first.taskId} is offered again.`)
  expect(await tasks('complete', first)).toMatchObject({ code: 2, err: expect.stringContaining('it is offered to all again') })
  expect((await tasks('fail', await claim(), '--message', 'jam')).out).toContain('has failed')
  const last = await claim()
  expect((await tasks('complete', last, '--value', '{"pages":2}')).out).toBe(`Task ${last.taskId} is completed.`)
  expect(await ended(runId)).toMatchObject({ status: 'succeeded', value: { pages: 2 } })
  expect((await eddy('tasks', 'list', '--queue', 'hand')).out).toBe('There is no task.')
})

it('says what it needs', { timeout: 60_000 }, async () => {
  expect(await eddy('work', '--', 'true')).toMatchObject({ code: 2, err: expect.stringContaining('--queue') })
  expect(await eddy('work', '--queue', 'q', '--concurrency', 'many', '--', 'true')).toMatchObject({ code: 2, err: expect.stringContaining('no whole number') })
})
