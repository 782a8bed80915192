import { EXIT } from '../exit-code.ts'
import type { Output } from '../output.ts'
import { parseJson, readText } from '../read-document.ts'
import { Refusal } from '../refusal.ts'
import { table } from '../runs/run-rows.ts'
import { asList, asObject, asText, openServer, type Server } from '../runs/server.ts'

export interface ServerOptions {
  readonly server?: string
  readonly json: boolean
}

export interface ListOptions extends ServerOptions {
  readonly workflow?: string
}

/** One that fires and cannot work at present says so; `show` has the reason. */
function stateOf(trigger: Fields): string {
  return trigger['enabled'] !== true ? 'paused' : trigger['trouble'] ? 'trouble' : 'enabled'
}

type Fields = { readonly [name: string]: unknown }

export async function listTriggers({ server: given, json, workflow }: ListOptions, output: Output): Promise<number> {
  const server = openServer(given)
  const rows = asList(await server.query('trigger.list', workflow === undefined ? {} : { workflowId: await workflowId(server, workflow) }))
  output.out(json ? JSON.stringify(rows) : rows.length === 0 ? 'There is no trigger.' : table([['TRIGGER', 'KIND', 'WORKFLOW', 'STATE', 'NEXT', 'LAST', 'NAME'], ...rows.map(line)]))
  return EXIT.succeeded
}

function line(row: unknown): readonly string[] {
  const trigger = asObject(row) ?? {}
  const last = asObject(trigger['last'])
  return [asText(trigger['id']), asText(trigger['kind']), asText(asObject(trigger['workflow'])?.['name']), stateOf(trigger), asText(trigger['nextAt']) || '-', last === undefined ? '-' : asText(last['state']), asText(trigger['name'])]
}

export async function showTrigger(name: string, { server: given, json }: ServerOptions, output: Output): Promise<number> {
  const server = openServer(given)
  const { id } = await triggerOf(server, name)
  const [trigger = {}, firings] = await Promise.all([server.query('trigger.get', { id }).then(asObject), server.query('trigger.firings', { triggerId: id }).then((page) => asList(asObject(page)?.['items']))])
  if (json) output.out(JSON.stringify({ ...trigger, firings }))
  else output.out([...about(trigger), '', firings.length === 0 ? 'It has not fired yet.' : table([['FIRED', 'STATE', 'RUN', 'WHY'], ...firings.map(firingLine)])].join('\n'))
  return EXIT.succeeded
}

function about(trigger: Fields): readonly string[] {
  const next = asList(trigger['next']).map(asText)
  return [
    `${asText(trigger['name'])} (${asText(trigger['id'])}), ${asText(trigger['kind'])} of ${asText(asObject(trigger['workflow'])?.['name'])}, ${stateOf(trigger)}`,
    `settings  ${JSON.stringify({ config: trigger['config'], mapping: trigger['mapping'], filter: trigger['filter'], runs: trigger['runs'], overlap: trigger['overlap'] })}`,
    ...(next.length === 0 ? [] : [`next      ${next.join('  ')}`]),
    ...(trigger['trouble'] === null ? [] : [`trouble   ${asText(trigger['trouble'])}`]),
  ]
}

function firingLine(row: unknown): readonly string[] {
  const firing = asObject(row) ?? {}
  return [asText(firing['dueAt']) || asText(firing['at']), asText(firing['state']), asText(firing['runId']) || '-', [asText(firing['reason']), ...problemLines(firing)].join(' ').trim()]
}

function problemLines(firing: Fields): readonly string[] {
  return asList(firing['problems']).map((problem) => `${asText(asObject(problem)?.['path'])} ${asText(asObject(problem)?.['message'])}`.trim())
}

export async function enableTrigger(name: string, { server: given, json, enabled }: ServerOptions & { readonly enabled: boolean }, output: Output): Promise<number> {
  const server = openServer(given)
  const { id } = await triggerOf(server, name)
  const answer = await server.mutate('trigger.enable', { id, enabled })
  const next = asText(asObject(answer)?.['nextAt'])
  output.out(json ? JSON.stringify(answer) : enabled ? `${name} fires${next === '' ? '' : `, next at ${next}`}.` : `${name} is paused.`)
  return EXIT.succeeded
}

export interface FireOptions extends ServerOptions {
  readonly payload?: string
  readonly sample?: string
  readonly key?: string
}

/** Ends 2 when nothing was started. */
export async function fireTrigger(name: string, { server: given, json, payload, sample, key }: FireOptions, output: Output): Promise<number> {
  const server = openServer(given)
  const { id } = await triggerOf(server, name)
  const firing = asObject(await server.mutate('trigger.fire', { id, ...(payload === undefined ? {} : { payload: jsonOf(payload, '--payload') }), ...(sample === undefined ? {} : { sample: jsonOf(sample, '--sample') }), ...(key === undefined ? {} : { idempotencyKey: key }) })) ?? {}
  const runId = asText(firing['runId'])
  if (json) output.out(JSON.stringify(firing))
  else output.out(runId !== '' ? `Run ${runId} has begun.` : [`Nothing was started (${asText(firing['state'])}). ${asText(firing['reason'])}`, ...problemLines(firing).map((problem) => `  ${problem}`)].join('\n'))
  return runId === '' && firing['state'] !== 'waiting' ? EXIT.refused : EXIT.succeeded
}

export async function deleteTrigger(name: string, { server: given, json }: ServerOptions, output: Output): Promise<number> {
  const server = openServer(given)
  const { id } = await triggerOf(server, name)
  const answer = await server.mutate('trigger.remove', { id })
  output.out(json ? JSON.stringify(answer) : `${name} is deleted; the runs that it has started stay.`)
  return EXIT.succeeded
}

/** By its id, or by a name that only one has. */
async function triggerOf(server: Server, name: string): Promise<{ readonly id: string }> {
  const rows = asList(await server.query('trigger.list', {})).map((row) => asObject(row) ?? {})
  const found = rows.filter((row) => row['id'] === name || row['name'] === name)
  const [only] = found
  if (only === undefined) throw new Refusal(`There is no trigger "${name}" on ${server.url}${rows.length === 0 ? ': it has none' : `; there are ${rows.map((row) => asText(row['name'])).slice(0, 12).join(', ')}`}.`)
  if (found.length > 1) throw new Refusal(`${found.length} triggers are called "${name}"; name one by its id: ${found.map((row) => asText(row['id'])).join(', ')}.`)
  return { id: asText(only['id']) }
}

/** By name or id. */
export async function workflowId(server: Server, name: string): Promise<string> {
  const known = asList(await server.query('workflow.list', {})).map((row) => asObject(row) ?? {})
  const found = known.find((row) => row['name'] === name || row['id'] === name)
  if (found === undefined) throw new Refusal(`There is no workflow called "${name}" on ${server.url}.`)
  return asText(found['id'])
}

/** JSON, or @FILE with it. */
export function jsonOf(text: string, option: string): unknown {
  return text.startsWith('@') ? parseJson(readText(text.slice(1)), text.slice(1)) : parseJson(text, option)
}
