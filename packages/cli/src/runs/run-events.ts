import { setTimeout as sleep } from 'node:timers/promises'
import { isFinal, type RunEvent, type RunStatus } from '@eddy/engine'
import { EXIT, exitCode } from '../exit-code.ts'
import type { Output } from '../output.ts'
import { describeEvent } from '../progress.ts'
import { Refusal } from '../refusal.ts'
import type { ServerOptions } from './list-runs.ts'
import { runLine, runSentence } from './run-rows.ts'
import { asList, openServer, reach, Unreachable, type Server } from './server.ts'
import { serverSentEvents } from './server-sent-events.ts'

export interface EventsOptions extends ServerOptions {
  readonly follow: boolean
  readonly after: string
}

/** `eddy runs events RUN`: what has happened; with `--follow` until the run is over or halted, and then it ends as `eddy run` does. */
export async function runEvents(runId: string, options: EventsOptions, output: Output): Promise<number> {
  const server = openServer(options.server)
  const after = Number(options.after)
  if (!Number.isInteger(after) || after < 0) throw new Refusal(`--after: "${options.after}" is no number of an event`)
  const { lastSeq } = standing(await server.query('run.get', { runId }))
  const patiently: Patiently = (ask) => (options.follow ? askPatiently(ask, output) : ask())
  for await (const event of eventsOf(server, { runId, after, follow: options.follow, lastSeq, patiently })) show(event, options, output)
  if (!options.follow) return EXIT.succeeded
  const run = await patiently(() => server.query('run.get', { runId }))
  if (!options.json) output.err(runSentence(run))
  return exitCode(runLine(run).status)
}

type Patiently = <T>(ask: () => Promise<T>) => Promise<T>

interface Following {
  readonly runId: string
  readonly after: number
  readonly follow: boolean
  readonly lastSeq: number
  readonly patiently: Patiently
}

/** So long a server that does not answer is waited for: one that is started anew is away for a moment. */
const PATIENCE_MS = 60_000
const PAUSE_MS = 500

async function askPatiently<T>(ask: () => Promise<T>, output: Output): Promise<T> {
  const until = performance.now() + PATIENCE_MS
  for (let told = false; ; told = true) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof Unreachable) || performance.now() > until) throw error
      if (!told) output.err(`${error.message} It is waited for, a minute at most.`)
      await sleep(PAUSE_MS)
    }
  }
}

/** What is stored; when it is followed, what comes after that, until the run rests. A connection that breaks is taken up again where it was. */
async function* eventsOf(server: Server, { runId, after, follow, lastSeq, patiently }: Following): AsyncGenerator<RunEvent> {
  let seen = after
  const resting = () => patiently(() => restingSeq(server, runId))
  let until = follow ? await resting() : lastSeq
  while (until === undefined || seen < until) {
    const connected = await patiently(() => connect(server, runId, seen))
    for await (const event of eventsFrom(connected)) {
      seen = event.seq
      yield event
      if (until === undefined && /^(run|rollback)\./.test(event.type)) until = await resting()
      if (until !== undefined && seen >= until) return
    }
    await sleep(PAUSE_MS)
  }
}

/** The last event of a run that is over or halted; undefined while it goes on. Its row is written with its events. */
async function restingSeq(server: Server, runId: string): Promise<number | undefined> {
  const { status, lastSeq } = standing(await server.query('run.get', { runId }))
  return isFinal(status) || status === 'halted' ? lastSeq : undefined
}

interface Connected {
  readonly body: ReadableStream<Uint8Array>
  readonly leave: () => void
}

async function connect(server: Server, runId: string, seen: number): Promise<Connected> {
  const leaving = new AbortController()
  const response = await reach(server.url, `${server.url}/runs/${encodeURIComponent(runId)}/events?after=${seen}`, { headers: { accept: 'text/event-stream' }, signal: leaving.signal })
  const problem = `The server at ${server.url} did not send the events: HTTP ${response.status}.`
  if (response.status === 503) throw new Unreachable(problem)
  if (!response.ok || response.body === null) throw new Refusal(problem)
  return { body: response.body, leave: () => leaving.abort() }
}

/** One stretch of the event stream, until it breaks. Leaving it ends the request. */
async function* eventsFrom({ body, leave }: Connected): AsyncGenerator<RunEvent> {
  try {
    // one message carries the events of a moment
    for await (const data of unbroken(body)) yield* eventsIn(data)
  } finally {
    leave()
  }
}

/** A connection that breaks is one that has ended. */
async function* unbroken(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const messages = serverSentEvents(body)
  for (;;) {
    const next = await messages.next().catch(() => undefined)
    if (next === undefined || next.done === true) return
    yield next.value
  }
}

function show(event: RunEvent, { json }: EventsOptions, output: Output): void {
  if (json) return output.out(JSON.stringify(event))
  const line = describeEvent(event)
  if (line !== undefined) output.out(line)
}

function standing(run: unknown): { readonly status: RunStatus; readonly lastSeq: number } {
  const { status } = runLine(run)
  const lastSeq = typeof run === 'object' && run !== null && 'lastSeq' in run ? Number(run.lastSeq) : 0
  return { status, lastSeq }
}

function eventsIn(data: string): readonly RunEvent[] {
  if (data === '') return []
  // our own log, read back
  return asList(JSON.parse(data)) as readonly RunEvent[]
}
