import { EXIT } from '../exit-code.ts'
import type { Output } from '../output.ts'
import { Refusal } from '../refusal.ts'
import { filterOf, type FilterOptions } from './run-filter.ts'
import { runTable } from './run-rows.ts'
import { asList, asObject, asText, openServer, type Server } from './server.ts'

export interface ServerOptions {
  readonly server?: string
  readonly json: boolean
}

export interface ListOptions extends ServerOptions, FilterOptions {
  readonly limit: string
}

const PAGE = 200

/** `eddy runs list`: newest first. */
export async function listRuns(options: ListOptions, output: Output): Promise<number> {
  const server = openServer(options.server)
  const limit = Number(options.limit)
  if (!Number.isInteger(limit) || limit < 1) throw new Refusal(`--limit: "${options.limit}" is no number of runs`)
  const filter = filterOf(options, options.workflow === undefined ? undefined : await workflowId(server, options.workflow))
  const items: unknown[] = []
  for (let cursor: unknown = null; items.length < limit; ) {
    const page = asObject(await server.query('run.list', { filter, limit: Math.min(PAGE, limit - items.length), ...(typeof cursor === 'string' ? { cursor } : {}) }))
    items.push(...asList(page?.['items']))
    cursor = page?.['nextCursor']
    if (typeof cursor !== 'string') break
  }
  output.out(options.json ? JSON.stringify(items) : items.length === 0 ? 'No run matches.' : runTable(items))
  return EXIT.succeeded
}

/** By name or id. */
async function workflowId(server: Server, name: string): Promise<string> {
  const known = asList(await server.query('workflow.list', {})).map((row) => asObject(row) ?? {})
  const found = known.find((row) => row['name'] === name || row['id'] === name)
  if (found === undefined) throw new Refusal(`There is no workflow called "${name}" on ${server.url}${known.length === 0 ? ': it has none' : `; there are ${known.map((row) => asText(row['name'])).slice(0, 12).join(', ')}`}.`)
  return asText(found['id'])
}
