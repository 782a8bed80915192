import { EXIT } from '../exit-code.ts'
import type { Output } from '../output.ts'
import { Refusal } from '../refusal.ts'
import { asObject, asText, openServer } from '../runs/server.ts'
import { jsonOf, workflowId, type ServerOptions } from './trigger-commands.ts'

export interface CreateOptions extends ServerOptions {
  readonly cron?: string
  readonly zone: string
  readonly every?: string
  readonly at?: string
  readonly webhook?: string
  readonly secret?: string
  readonly file?: string
  readonly signal?: string
  readonly after?: string
  readonly manual: boolean
  readonly api: boolean
  readonly settings?: string
  readonly input: readonly string[]
  readonly only?: string
  readonly runs: string
}

/** `eddy triggers create WORKFLOW NAME --cron '0 9 * * *'`. */
export async function createTrigger({ workflow, name }: { readonly workflow: string; readonly name: string }, options: CreateOptions, output: Output): Promise<number> {
  const server = openServer(options.server)
  const settings = options.settings === undefined ? settingsOf(options) : asObject(jsonOf(options.settings, '--settings'))
  if (settings === undefined) throw new Refusal('--settings takes an object')
  const trigger = asObject(await server.mutate('trigger.save', { workflowId: await workflowId(server, workflow), settings: { name, ...settings } })) ?? {}
  const next = asText(trigger['nextAt'])
  output.out(options.json ? JSON.stringify(trigger) : `Trigger ${asText(trigger['id'])} of ${workflow} is set up${next === '' ? '' : `; next at ${next}`}${options.webhook === undefined ? '' : `; call ${server.url}/hooks/${options.webhook}`}.`)
  return EXIT.succeeded
}

function settingsOf(options: CreateOptions): object {
  const { input, only, runs } = options
  const configs = configsOf(options)
  const [config] = configs
  if (config === undefined || configs.length > 1) throw new Refusal('say one of --cron, --every, --at, --webhook, --file, --signal, --after, --manual, --api and --settings')
  return { config, ...(input.length === 0 ? {} : { mapping: mappingOf(input) }), ...(only === undefined ? {} : { filter: only }), runs: runs === 'draft' ? { draft: true } : /^\d+$/.test(runs) ? { number: Number(runs) } : { environment: runs } }
}

function configsOf({ cron, zone, every, at, webhook, secret, file, signal, after, manual, api }: CreateOptions): readonly object[] {
  const said: readonly (readonly [unknown, object])[] = [
    [cron, { kind: 'schedule', when: { every: 'cron', cron, zone } }],
    [every, { kind: 'schedule', when: { every: 'interval', interval: every } }],
    [at, { kind: 'schedule', when: { every: 'once', at } }],
    [webhook, { kind: 'webhook', path: webhook, ...(secret === undefined ? {} : { signature: { secret } }) }],
    [file, { kind: 'file', glob: file }],
    [signal, { kind: 'signal', signal }],
    [after, { kind: 'run', workflowId: after, statuses: ['succeeded'] }],
    [manual || undefined, { kind: 'manual' }],
    [api || undefined, { kind: 'api' }],
  ]
  return said.filter(([given]) => given !== undefined).map(([, config]) => config)
}

function mappingOf(given: readonly string[]): object {
  const wrong = given.find((text) => !/^[^=]+=./.test(text))
  if (wrong !== undefined) throw new Refusal(`--input: "${wrong}" is not NAME=EXPRESSION`)
  return Object.fromEntries(given.map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]))
}
