import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { memoryPorts, openTasks, plan, startRun, type RunEvent, type RunHandle } from '@eddy/engine'
import { catalog } from '@eddy/steps/contract'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import { contentHash, resolveInputs, walkSteps, type Json, type WorkflowDocument } from '@eddy/workflow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDemo } from '../../../apps/demo/src/demo.ts'
import { eddy } from './eddy.ts'

/** What docs/examples/expected.json promises of an example. */
interface Expected {
  readonly status: string
  readonly value?: Json
  readonly error?: { readonly code: string }
  /** Paths of what was undone, in that order; nothing when left out. */
  readonly undone?: readonly string[]
  /** Of the command line; `{demo}` and `{feed}` stand for the addresses of the two services. */
  readonly args?: readonly string[]
  /** How many entries a collection of the demo service has afterwards. */
  readonly service?: { readonly [collection: string]: number }
  /** The files of the workspace afterwards; null: there is none. */
  readonly files?: { readonly [path: string]: string | null }
  /** Needs a host that sends signals, which the command line does not. */
  readonly signals?: boolean
  /** What workers outside answer, by queue; needs a host that they can claim tasks of, which the command line is not. */
  readonly workers?: { readonly [queue: string]: Json }
  /** A defect of Eddy that keeps the promise from being true; taken away when it is mended, which the test then asks for. */
  readonly defect?: string
  /** For what only root may do. */
  readonly withoutRoot?: Expected
}

interface Result {
  readonly status: string
  readonly value?: Json
  readonly error?: { readonly code: string }
  readonly undone?: readonly string[]
  readonly events: readonly RunEvent[]
}

const folder = fileURLToPath(new URL('../../../docs/examples/', import.meta.url))
const expectations = read<{ readonly [file: string]: Expected }>('expected.json')
const files = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== 'expected.json')

function read<T>(file: string): T {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as T
}

/** What a command writes, in the folder of the examples. */
async function written(args: readonly string[]): Promise<string> {
  const { out, err } = await eddy(...args)
  if (out === '') throw new Error(err)
  return out
}

/** Serves docs/examples/feed as any file server would. */
async function startFeed(): Promise<Server> {
  const server = createServer((_request, response) => response.end(readFileSync(join(folder, 'feed/payments.ndjson'))))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

let feed: Server
const before = process.cwd()
beforeAll(async () => {
  feed = await startFeed()
  process.chdir(folder)
})
afterAll(() => {
  process.chdir(before)
  feed.close()
})

/** Runs an example with the command, a service and a workspace of its own. */
async function runExample(file: string, { args = [], service = {}, files: wanted = {} }: Expected) {
  const demo = await startDemo({ port: 0 })
  try {
    const feedUrl = `http://127.0.0.1:${(feed.address() as AddressInfo).port}`
    const workspace = mkdtempSync(join(tmpdir(), 'eddy-examples-'))
    cpSync(join(folder, 'workspace'), workspace, { recursive: true })
    const given = args.map((arg) => arg.replace('{demo}', demo.url).replace('{feed}', feedUrl))
    const hosts = [demo.url, feedUrl].flatMap((url) => ['--allow-host', new URL(url).host])
    const result = JSON.parse(await written(['run', file, '--json', '--events', ...hosts, '--workspace', workspace, ...given])) as Result
    const left = await Promise.all(Object.keys(service).map(async (path) => [path, ((await (await fetch(demo.url + path)).json()) as readonly Json[]).length] as const))
    const texts = Object.keys(wanted).map((path) => [path, existsSync(join(workspace, path)) ? readFileSync(join(workspace, path), 'utf8') : null] as const)
    return { result, service: Object.fromEntries(left), files: Object.fromEntries(texts) }
  } finally {
    await demo.close()
  }
}

/** Runs an example in this process; its signals go to the run itself, and its tasks to workers that answer at once. */
async function runHere(file: string, { workers = {} }: Expected): Promise<Result> {
  const document = read<WorkflowDocument>(file)
  const resolved = resolveInputs(document, {})
  if (!resolved.ok) throw new Error(`${file} needs an input`)
  const handles: RunHandle[] = []
  const executor = createExecutor({ outsideWorkers: true, sendSignal: ({ name, correlation, payload }) => Promise.resolve({ delivered: handles.filter((run) => run.signal({ name, payload, ...(correlation === undefined ? {} : { correlation }) })).length }) })
  const evaluator = createEvaluator()
  const ports = memoryPorts({ executor, evaluator })
  try {
    const run = startRun({ runId: 'example', plan: plan(document, { catalog, workflow: () => undefined, hash: contentHash(document) }), input: resolved.input, ports })
    handles.push(run)
    const working = setInterval(() => doTasks(run, workers), 10)
    const { status, value } = await run.settled().finally(() => clearInterval(working))
    return { status, value: value ?? null, events: ports.journal.events }
  } finally {
    await Promise.all([executor.close(), evaluator.close()])
  }
}

function doTasks(run: RunHandle, workers: NonNullable<Expected['workers']>): void {
  for (const { task, queue } of openTasks(run.state)) {
    const held = run.task({ say: 'claim', task, worker: 'a worker' })
    run.task({ say: 'complete', task, fence: held?.claim.fence ?? 0, outcome: { kind: 'ok', value: workers[queue] ?? null } })
  }
}

function expectedOf(file: string): Expected {
  const expected = expectations[file]
  if (expected === undefined) throw new Error(`docs/examples/expected.json says nothing of ${file}`)
  return expected.withoutRoot && process.getuid?.() !== 0 ? expected.withoutRoot : expected
}

const fileOf = (kind: string) => `${kind.replaceAll(/[._]/g, '-')}.json`

it.each(catalog.list().map(({ kind }) => kind))('%s has an example that uses it', (kind) => {
  expect(files).toContain(fileOf(kind))
  expect([...walkSteps(read<WorkflowDocument>(fileOf(kind)))].map(({ step }) => step.kind)).toContain(kind)
})

it('every example is told of in the README, and none that is not there', () => {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8')
  const rows = [...readme.matchAll(/^\| \[(\S+\.json)\].*\| `(\w+)`: [^|]*\|$/gm)].map(([, file, status]) => [file, status])
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(Object.entries(expectations).map(([file, { status }]) => [file, status])))
  expect(new Set(Object.keys(expectations))).toEqual(new Set(files))
})

it('no example has a problem, not even a warning', async () => {
  const checked = JSON.parse(await written(['validate', ...files, '--json', '--library', 'library'])) as readonly { readonly file: string; readonly problems: readonly unknown[] }[]
  expect(checked.filter(({ problems }) => problems.length > 0)).toEqual([])
})

async function keepsPromise(file: string): Promise<void> {
  const expected = expectedOf(file)
  const { status, value, error, undone = [], service = {}, files: texts = {} } = expected
  const { result, ...after } = expected.signals || expected.workers ? { result: await runHere(file, expected), service: {}, files: {} } : await runExample(file, expected)
  expect({ status: result.status, value: result.value, code: result.error?.code }).toEqual({ status, value, code: error?.code })
  expect(result.events.filter(({ type }) => type === 'undo.succeeded').map(({ step }) => step)).toEqual(undone)
  if (result.undone) expect(result.undone).toEqual(undone)
  expect(after).toEqual({ service, files: texts })
}

describe.concurrent('eddy run', () => {
  for (const file of files) it(`${file} ends as promised`, { fails: expectations[file]?.defect !== undefined }, () => keepsPromise(file))
})
