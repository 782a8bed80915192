import { writeFileSync } from 'node:fs'
import { EXIT } from '../exit-code.ts'
import type { Output } from '../output.ts'
import { parseJson, readText } from '../read-document.ts'
import { Refusal } from '../refusal.ts'
import { jsonOf } from './json-of.ts'
import type { ServerOptions } from './list-runs.ts'
import { asObject, asText, openServer, reach, type Server } from './server.ts'

export interface AdaptOptions extends ServerOptions {
  readonly file?: string
  readonly version?: string
}

/** `eddy runs adapt RUN`: a halted run goes by another document from here on. It stays halted until it is resumed. */
export async function adaptRun(runId: string, { file, version, server: given, json }: AdaptOptions, output: Output): Promise<number> {
  if (file !== undefined && version !== undefined) throw new Refusal('say --file or --version, not both')
  const server = openServer(given)
  const document = file === undefined ? await documentOf(server, runId, version) : parseJson(readText(file), file)
  const answer = await server.mutate('run.adapt', { runId, document })
  output.out(json ? JSON.stringify(answer) : `Run ${runId} goes by the new version once it is resumed.`)
  return EXIT.succeeded
}

/** As the run's workflow is drawn now, or as it was published. */
async function documentOf(server: Server, runId: string, version: string | undefined): Promise<unknown> {
  const workflowId = asObject(await server.query('run.get', { runId }))?.['workflowId']
  if (typeof workflowId !== 'string') throw new Refusal(`the workflow of run ${runId} was removed; name a document with --file`)
  if (version === undefined) return asObject(await server.query('workflow.get', { id: workflowId }))?.['document']
  return asObject(await server.query('version.get', { workflowId, number: numberOf(version, '--version') }))?.['document']
}

export interface ForkOptions extends ServerOptions {
  readonly at?: string
  readonly title?: string
  readonly fixture?: string
}

/** `eddy runs fork RUN`: a new workflow from what a run went by. */
export async function forkRun(runId: string, { at, title, fixture, server, json }: ForkOptions, output: Output): Promise<number> {
  const workflow = asObject(await openServer(server).mutate('run.fork', { runId, ...(at === undefined ? {} : { at: numberOf(at, '--at') }), ...(title === undefined ? {} : { title }), ...(fixture === undefined ? {} : { fixture }) }))
  const [id, name] = [asText(workflow?.['id']), asText(workflow?.['name'])]
  output.out(json ? JSON.stringify({ id, name }) : `Workflow ${name} (${id}) begins as run ${runId}${at === undefined ? '' : ` after event ${at}`}.`)
  return EXIT.succeeded
}

export interface SignalOptions extends ServerOptions {
  readonly payload: string
  readonly correlation?: string
}

/** `eddy runs signal RUN NAME`. */
export async function signalRun([runId, name]: readonly [string, string], { payload, correlation, server, json }: SignalOptions, output: Output): Promise<number> {
  const answer = await openServer(server).mutate('run.signal', { runId, name, payload: jsonOf(payload, '--payload'), ...(correlation === undefined ? {} : { correlation }) })
  const delivered = asObject(answer)?.['delivered'] === true
  output.out(json ? JSON.stringify(answer) : delivered ? `A step of run ${runId} has taken the signal "${name}".` : `The signal "${name}" is kept for the step of run ${runId} that will wait for it.`)
  return EXIT.succeeded
}

/** `eddy runs take-up RUN`. */
export async function takeUpRun(runId: string, { server, json }: ServerOptions, output: Output): Promise<number> {
  const answer = await openServer(server).mutate('run.takeUp', { runId })
  output.out(json ? JSON.stringify(answer) : `Run ${runId} goes on from its log; what was in flight is in doubt.`)
  return EXIT.succeeded
}

export interface ExportOptions extends ServerOptions {
  readonly out?: string
}

/** `eddy runs export RUN`: its page, as it opens without a server. */
export async function exportRun(runId: string, { out = `run-${runId}.html`, server: given, json }: ExportOptions, output: Output): Promise<number> {
  const { url } = openServer(given)
  const response = await reach(url, `${url}/runs/${encodeURIComponent(runId)}/export.html`)
  const text = await response.text()
  if (!response.ok) throw new Refusal(`Run ${runId} could not be exported: ${errorIn(text)}`)
  if (out === '-') {
    output.out(text)
    return EXIT.succeeded
  }
  writeFileSync(out, text)
  output.out(json ? JSON.stringify({ runId, file: out, bytes: Buffer.byteLength(text) }) : `Run ${runId} is in ${out}. Values are in it as they are: look before you hand it on.`)
  return EXIT.succeeded
}

function errorIn(text: string): string {
  try {
    return asText(asObject(JSON.parse(text))?.['error']) || text
  } catch {
    return text
  }
}

function numberOf(text: string, option: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new Refusal(`${option}: "${text}" is no number from 1 on`)
  return number
}
