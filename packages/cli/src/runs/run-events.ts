import { isFinal, type RunEvent, type RunStatus } from '@eddy/engine'
import { EXIT, exitCode } from '../exit-code.ts'
import type { Output } from '../output.ts'
import { describeEvent } from '../progress.ts'
import { Refusal } from '../refusal.ts'
import type { ServerOptions } from './list-runs.ts'
import { runLine, runSentence } from './run-rows.ts'
import { asList, openServer, reach, type Server } from './server.ts'
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
  for await (const event of eventsOf(server, { runId, after, follow: options.follow, lastSeq })) show(event, options, output)
  if (!options.follow) return EXIT.succeeded
  const run = await server.query('run.get', { runId })
  if (!options.json) output.err(runSentence(run))
  return exitCode(runLine(run).status)
}

interface Following {
  readonly runId: string
  readonly after: number
  readonly follow: boolean
  readonly lastSeq: number
}

/** What is stored; when it is followed, what comes after that, until the run rests. A connection that breaks is taken up again where it was. */
async function* eventsOf(server: Server, { runId, after, follow, lastSeq }: Following): AsyncGenerator<RunEvent> {
  let seen = after
  let until = follow ? await restingSeq(server, runId) : lastSeq
  while (until === undefined || seen < until) {
    for await (const event of connection(server, runId, seen)) {
      seen = event.seq
      yield event
      if (until === undefined && /^(run|rollback)\./.test(event.type)) until = await restingSeq(server, runId)
      if (until !== undefined && seen >= until) return
    }
  }
}

/** The last event of a run that is over or halted; undefined while it goes on. Its row is written with its events. */
async function restingSeq(server: Server, runId: string): Promise<number | undefined> {
  const { status, lastSeq } = standing(await server.query('run.get', { runId }))
  return isFinal(status) || status === 'halted' ? lastSeq : undefined
}

/** One stretch of the event stream. Leaving it ends the request. */
async function* connection(server: Server, runId: string, seen: number): AsyncGenerator<RunEvent> {
  const leaving = new AbortController()
  const response = await reach(server.url, `${server.url}/runs/${encodeURIComponent(runId)}/events?after=${seen}`, { headers: { accept: 'text/event-stream' }, signal: leaving.signal })
  if (!response.ok || response.body === null) throw new Refusal(`The server at ${server.url} did not send the events: HTTP ${response.status}.`)
  try {
    // one message carries the events of a moment
    for await (const data of serverSentEvents(response.body)) yield* eventsIn(data)
  } finally {
    leaving.abort()
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
