import { EXIT } from '../exit-code.ts'
import type { Output } from '../output.ts'
import { parseJson, readText } from '../read-document.ts'
import { Refusal } from '../refusal.ts'
import type { ServerOptions } from './list-runs.ts'
import { asObject, asText, openServer, type Server } from './server.ts'

export interface StartOptions extends ServerOptions {
  readonly input?: string
  readonly version?: string
  readonly environment?: string
  readonly caller?: string
  readonly key?: string
  readonly override?: string
}

/** `eddy runs start WORKFLOW`: a new run on a server, of the draft, a version, or what an environment points at. */
export async function startRun(workflow: string, options: StartOptions, output: Output): Promise<number> {
  const server = openServer(options.server)
  const answer = asObject(await server.mutate('run.start', { workflowId: await idOf(server, workflow), ...requestOf(options) }))
  const runId = asText(answer?.['runId'])
  output.out(options.json ? JSON.stringify({ runId }) : `Run ${runId} has begun.`)
  return EXIT.succeeded
}

function requestOf({ input, version, environment, caller, key, override }: StartOptions): object {
  if (version !== undefined && environment !== undefined) throw new Refusal('a run is of --version or of --environment, not of both')
  if (version !== undefined && !/^[1-9]\d{0,8}$/.test(version)) throw new Refusal(`--version ${version}: it must be the number of a published version`)
  return {
    input: input === undefined ? {} : jsonOf(input),
    ...(version === undefined ? {} : { version: Number(version) }),
    ...(environment === undefined ? {} : { environment }),
    ...(caller === undefined ? {} : { canaryKey: caller }),
    ...(key === undefined ? {} : { idempotencyKey: key }),
    ...(override === undefined ? {} : { override: parseJson(readText(override), override) }),
  }
}

/** By its name, or by its id. */
async function idOf(server: Server, workflow: string): Promise<string> {
  const rows: unknown = await server.query('workflow.list', {})
  const known = Array.isArray(rows) ? rows.map(asObject) : []
  const found = known.find((row) => row?.['name'] === workflow) ?? known.find((row) => row?.['id'] === workflow)
  if (!found) throw new Refusal(`The server at ${server.url} has no workflow "${workflow}".`)
  return asText(found['id'])
}

function jsonOf(text: string): unknown {
  return text.startsWith('@') ? parseJson(readText(text.slice(1)), text.slice(1)) : parseJson(text, '--input')
}
