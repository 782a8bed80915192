import { parseDuration } from '@eddy/workflow'
import { Refusal } from '../refusal.ts'
import { asObject } from '../runs/server.ts'
import { jsonOf, type ServerOptions } from './trigger-commands.ts'

/** What the flags of `eddy triggers create` say. */
export interface CreateOptions extends ServerOptions {
  readonly cron?: string
  readonly zone?: string
  readonly every?: string
  readonly from?: string
  readonly at?: string
  readonly catchUp?: string
  readonly webhook?: string
  readonly method?: string
  readonly secret?: string
  readonly signatureHeader?: string
  readonly timestampHeader?: string
  readonly deliveryHeader?: string
  readonly schema?: string
  readonly wait?: string
  readonly file?: string
  readonly settle?: string
  readonly existing?: true
  readonly signal?: string
  readonly after?: string
  readonly when?: string
  readonly manual?: true
  readonly api?: true
  readonly settings?: string
  readonly input?: readonly string[]
  readonly only?: string
  readonly runs?: string
  readonly overlap?: string
  readonly paused?: true
}

type Flag = Exclude<keyof CreateOptions, keyof ServerOptions>

/** What makes it fire, each with what else can be said of it. */
const KINDS: { readonly [F in Flag]?: readonly Flag[] } = {
  cron: ['zone', 'catchUp'], every: ['from', 'catchUp'], at: ['catchUp'], webhook: ['method', 'secret', 'signatureHeader', 'timestampHeader', 'deliveryHeader', 'schema', 'wait'],
  file: ['settle', 'existing'], signal: [], after: ['when'], manual: [], api: [],
}
const SIGNING: readonly Flag[] = ['signatureHeader', 'timestampHeader']
/** Of every trigger. */
const COMMON: readonly Flag[] = ['input', 'only', 'runs', 'overlap']
const BESIDE: readonly string[] = ['server', 'json', 'paused'] satisfies readonly (keyof CreateOptions)[]

/** The settings that the flags mean; `watched` is the id of the workflow that `--after` names. Refuses flags that say nothing of this kind of trigger. */
export function settingsOf(options: CreateOptions, watched: string | undefined): object {
  // commander gives what is said and nothing else
  const said = Object.keys(options).filter((name) => !BESIDE.includes(name)) as readonly Flag[]
  if (options.settings !== undefined) return allSettings(options.settings, said)
  const [kind, ...more] = said.filter((flag) => flag in KINDS)
  if (kind === undefined || more.length > 0) throw new Refusal(`say one of ${Object.keys(KINDS).map((flag) => named(flag as Flag)).join(', ')} and --settings`)
  refuseStray(said, kind)
  const { input = [], only, overlap, runs = 'live' } = options
  return {
    config: configOf(kind, options, watched),
    ...(input.length === 0 ? {} : { mapping: mappingOf(input) }),
    ...(only === undefined ? {} : { filter: only }),
    ...(overlap === undefined ? {} : { overlap }),
    runs: runs === 'draft' ? { draft: true } : /^\d+$/.test(runs) ? { number: Number(runs) } : { environment: runs },
  }
}

function allSettings(text: string, said: readonly Flag[]): object {
  const beside = said.filter((flag) => flag !== 'settings')
  if (beside.length > 0) throw new Refusal(`--settings says everything; put ${beside.map(named).join(' and ')} into it`)
  const settings = asObject(jsonOf(text, '--settings'))
  if (settings === undefined) throw new Refusal('--settings takes an object')
  return settings
}

function refuseStray(said: readonly Flag[], kind: Flag): void {
  const fitting = [kind, ...(KINDS[kind] ?? []), ...COMMON]
  const stray = said.find((flag) => !fitting.includes(flag))
  if (stray === undefined) {
    const unsigned = said.includes('secret') ? undefined : said.find((flag) => SIGNING.includes(flag))
    if (unsigned !== undefined) throw new Refusal(`${named(unsigned)} goes with --secret`)
    return
  }
  const owners = Object.entries(KINDS).filter(([, flags]) => flags.includes(stray)).map(([flag]) => named(flag as Flag))
  throw new Refusal(`${named(stray)} goes with ${owners.join(' or ')}, not with ${named(kind)}`)
}

function configOf(kind: Flag, options: CreateOptions, watched: string | undefined): object {
  const { signal, when = 'succeeded' } = options
  switch (kind) {
    case 'cron':
    case 'every':
    case 'at':
      return scheduleOf(options)
    case 'webhook':
      return webhookOf(options)
    case 'file':
      return fileOf(options)
    case 'signal':
      return { kind, signal }
    case 'after':
      return { kind: 'run', workflowId: watched, statuses: when.split(',').map((status) => status.trim()) }
    default:
      return { kind }
  }
}

function scheduleOf({ cron, zone = 'UTC', every, from, at, catchUp }: CreateOptions): object {
  const interval = { every: 'interval', interval: every, ...(from === undefined ? {} : { from }) }
  const when = cron !== undefined ? { every: 'cron', cron, zone } : every !== undefined ? interval : { every: 'once', at }
  if (catchUp === undefined) return { kind: 'schedule', when }
  return { kind: 'schedule', when, catchUp: /^\d+$/.test(catchUp) ? { policy: 'all', most: Number(catchUp) } : { policy: catchUp } }
}

function fileOf({ file, settle, existing }: CreateOptions): object {
  return { kind: 'file', glob: file, ...(settle === undefined ? {} : { settleMs: millisecondsOf(settle, '--settle') }), ...(existing ? { existing: 'fire' } : {}) }
}

function webhookOf({ webhook, method, secret, signatureHeader, timestampHeader, deliveryHeader, schema, wait }: CreateOptions): object {
  const signature = { secret, ...(signatureHeader === undefined ? {} : { header: signatureHeader }), ...(timestampHeader === undefined ? {} : { timestampHeader: timestampHeader === 'none' ? null : timestampHeader }) }
  return {
    kind: 'webhook', path: webhook,
    ...(method === undefined ? {} : { method: method.toUpperCase() }),
    ...(secret === undefined ? {} : { signature }),
    ...(deliveryHeader === undefined ? {} : { deliveryHeader }),
    ...(schema === undefined ? {} : { schema: jsonOf(schema, '--schema') }),
    ...(wait === undefined ? {} : { reply: { mode: 'at_end', withinMs: millisecondsOf(wait, '--wait') } }),
  }
}

function millisecondsOf(text: string, flag: string): number {
  const ms = parseDuration(text)
  if (ms === undefined) throw new Refusal(`${flag}: "${text}" is no length of time such as PT10S`)
  return ms
}

function mappingOf(given: readonly string[]): object {
  const wrong = given.find((text) => !/^[^=]+=./.test(text))
  if (wrong !== undefined) throw new Refusal(`--input: "${wrong}" is not NAME=EXPRESSION`)
  return Object.fromEntries(given.map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]))
}

function named(flag: Flag): string {
  return `--${flag.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}
