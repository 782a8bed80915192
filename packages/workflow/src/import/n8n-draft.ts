import type { Json, Step } from '../document.ts'
import { isForeign, jsonOf, listAt, objectAt, textAt, valueAt } from './foreign.ts'
import { conditionOf, olderRule } from './n8n-conditions.ts'
import { failurePolicyOf } from './n8n-failure.ts'
import { toJsonata, toTemplate, type Translated } from './n8n-expression.ts'
import type { N8nNode } from './n8n-workflow.ts'

/** What a node becomes, before it is joined to others. */
export interface Draft {
  readonly kind: string
  readonly config?: { readonly [key: string]: Json }
  /** It takes what came before as the argument `json`. */
  readonly reads?: boolean
  /** Of a switch, by output; the last may be without condition. */
  readonly branches?: readonly { readonly name: string; readonly when?: string }[]
  /** What becomes of its failures. */
  readonly policy?: Pick<Step, 'retry' | 'onError'>
  readonly notes: readonly string[]
  /** Nothing here does what it did: the step stands for it. */
  readonly refused?: boolean
}

const LOST = 'Some of its n8n expressions could not be translated: look for them in its configuration.'
const LOST_CONDITION = 'A condition could not be translated and is "false" for now: write it.'

const DRAFTS: ReadonlyMap<string, (node: N8nNode) => Draft> = new Map<string, (node: N8nNode) => Draft>([
  ['httpRequest', httpDraft],
  ['code', codeDraft],
  ['function', codeDraft],
  ['functionItem', codeDraft],
  ['set', setDraft],
  ['if', ifDraft],
  ['switch', switchDraft],
  ['wait', waitDraft],
  ['merge', () => ({ kind: 'collect', notes: ['It gathers the results under the names of their steps.'] })],
  ['noOp', () => ({ kind: 'debug', notes: [] })],
])

export function draftOf(node: N8nNode): Draft {
  if (node.disabled) return { kind: 'debug', notes: ['It was disabled in n8n.'] }
  const draft = DRAFTS.get(node.type)?.(node) ?? unknownDraft(node.type)
  const { notes: said, ...policy } = failurePolicyOf(node)
  const lost = optionsLost(node)
  const notes = [...draft.notes, ...said, ...(lost.length > 0 ? [`Its options ${lost.join(', ')} were not taken over.`] : []), ...(node.credentials ? ['Its credentials were not taken over: add them as a secret.'] : [])]
  return draft.refused ? { ...draft, notes } : { ...draft, policy, notes }
}

/** Options that a step here has as well, or that say only how n8n shows the node. */
const OPTIONS_READ: ReadonlySet<string> = new Set(['timeout', 'fallbackOutput', 'renameFallbackOutput', 'ignoreCase', 'version', 'typeValidation'])

/** Options of a node that Eddy knows, which nothing here stands for. */
function optionsLost({ type, parameters }: N8nNode): readonly string[] {
  return DRAFTS.has(type) ? Object.keys(objectAt(parameters, 'options')).filter((name) => !OPTIONS_READ.has(name)).map((name) => `"${name}"`) : []
}

function unknownDraft(type: string): Draft {
  const trigger = /trigger$|^(?:webhook|start|cron|interval)$/i.test(type)
  if (trigger) return { kind: 'debug', notes: ['A trigger of n8n: it only marks the beginning here.'] }
  return { kind: 'debug', refused: true, notes: [`Eddy has no counterpart of the node type "${type}": the step only logs.`] }
}

function httpDraft({ parameters }: N8nNode): Draft {
  const method = methodOf(parameters)
  const url = toTemplate(parameters['url'])
  const query = pairs(parameters, 'queryParameters').map(([name, value]) => ({ ...toTemplate(value), text: `${encodeURIComponent(name.replace(/\p{Cs}/gu, ''))}=${toTemplate(value).text}` }))
  const headers = pairs(parameters, 'headerParameters').map(([name, value]) => [name, toTemplate(value)] as const)
  const body = method === 'GET' || method === 'HEAD' ? undefined : bodyOf(parameters)
  const parts: readonly Translated[] = [url, ...query, ...headers.map(([, text]) => text), ...(body?.parts ?? [])]
  return {
    kind: 'http.request',
    config: {
      method,
      url: withQuery(url.text || 'https://example.com/', query.map(({ text }) => text)),
      ...(headers.length > 0 && { headers: Object.fromEntries(headers.map(([name, { text }]) => [name, text])) }),
      ...(body && { body: body.value }),
      ...timeLimit(parameters),
    },
    reads: parts.some(({ reads }) => reads),
    notes: [...(url.text === '' ? ['It has no address in n8n: set the URL.'] : []), ...(parts.some(({ lost }) => lost) ? [LOST] : [])],
  }
}

/** n8n counts milliseconds. */
function timeLimit(parameters: unknown): { readonly timeout?: string } {
  const limit = objectAt(parameters, 'options')['timeout']
  return typeof limit === 'number' && limit > 0 && limit <= 1e9 ? { timeout: `PT${Number((limit / 1_000).toFixed(3))}S` } : {}
}

function methodOf(parameters: unknown): string {
  return (textAt(parameters, 'method') || textAt(parameters, 'requestMethod') || 'GET').toUpperCase()
}

function withQuery(url: string, query: readonly string[]): string {
  return query.length > 0 ? `${url}${url.includes('?') ? '&' : '?'}${query.join('&')}` : url
}

function pairs(parameters: unknown, key: string): [string, unknown][] {
  return listAt(parameters, key, 'parameters').flatMap((pair): [string, unknown][] => (textAt(pair, 'name') === '' ? [] : [[textAt(pair, 'name'), valueAt(pair, 'value')]]))
}

function bodyOf(parameters: unknown): { readonly value: Json; readonly parts: readonly Translated[] } | undefined {
  const written = valueAt(parameters, 'jsonBody') ?? valueAt(parameters, 'body')
  if (written !== undefined && written !== '') {
    const text = toTemplate(written)
    return { value: text.reads || text.lost ? text.text : parsed(text.text), parts: [text] }
  }
  const fields = pairs(parameters, 'bodyParameters').map(([name, value]) => [name, toTemplate(value)] as const)
  return fields.length > 0 ? { value: Object.fromEntries(fields.map(([name, { text }]) => [name, text])), parts: fields.map(([, text]) => text) } : undefined
}

function parsed(text: string): Json {
  try {
    return jsonOf(JSON.parse(text))
  } catch {
    return text
  }
}

function codeDraft({ parameters }: N8nNode): Draft {
  const script = textAt(parameters, 'jsCode') || textAt(parameters, 'functionCode')
  const other = textAt(parameters, 'pythonCode')
  const source = script || `${other.replace(/^/gm, '// ')}\nreturn args`
  const shim = ['// from n8n: $json, items and $input hold what the step before gave', 'const $json = args.json ?? {}', 'const item = $json', 'const items = [{ json: $json }]', 'const $input = { all: () => items, first: () => items[0], last: () => items[0], item: items[0] }', '']
  const note = other === '' || script !== '' ? 'The source was wrapped: $json, items and $input are there, other variables of n8n are not; it returns n8n items as they are.' : 'It was written in Python, which stands in comments now: write it anew.'
  return { kind: 'code', config: { source: `${shim.join('\n')}${source}` }, reads: true, notes: [note] }
}

function setDraft({ parameters }: N8nNode): Draft {
  const raw = valueAt(parameters, 'jsonOutput')
  if (textAt(parameters, 'mode') === 'raw' && raw !== undefined) return rawDraft(raw)
  const older = ['string', 'number', 'boolean'].flatMap((type) => listAt(parameters, 'values', type))
  const fields = [...listAt(parameters, 'assignments', 'assignments'), ...listAt(parameters, 'fields', 'values'), ...older].filter(isForeign).map((field) => {
    const value = field['value'] ?? field['stringValue'] ?? field['numberValue'] ?? field['booleanValue']
    return { name: textAt(field, 'name'), value: toJsonata(value ?? null) }
  })
  const written = new Map(fields.map(({ name, value }) => [name, value.text]))
  const own = `{ ${[...written].map(([name, text]) => `${JSON.stringify(name)}: ${text}`).join(', ')} }`
  const adds = addsToFields(parameters)
  return { kind: 'expression', config: { expr: adds ? `$merge([json[$type($) = "object"], ${own}])` : own }, reads: adds || fields.some(({ value }) => value.reads), notes: fields.some(({ value }) => value.lost) ? [LOST] : [] }
}

/** Whether the node keeps the fields it was given beside its own: each version of n8n says it in another way. */
function addsToFields(parameters: N8nNode['parameters']): boolean {
  if (isForeign(parameters['assignments'])) return parameters['includeOtherFields'] === true
  if (isForeign(parameters['fields'])) return (parameters['include'] ?? 'all') === 'all'
  return isForeign(parameters['values']) && parameters['keepOnlySet'] !== true
}

function rawDraft(raw: unknown): Draft {
  const text = typeof raw === 'string' && !raw.startsWith('=') ? toJsonata(parsed(raw)) : toJsonata(raw)
  return { kind: 'expression', config: { expr: text.text }, reads: text.reads, notes: text.lost ? [LOST] : [] }
}

function ifDraft({ parameters }: N8nNode): Draft {
  const when = conditionOf(parameters)
  return { kind: 'switch', branches: [{ name: 'true', when: when.text }, { name: 'false' }], reads: when.reads, notes: when.lost ? [LOST_CONDITION] : [] }
}

function switchDraft({ parameters }: N8nNode): Draft {
  const newer = listAt(parameters, 'rules', 'values').map((rule) => ({ name: textAt(rule, 'outputKey'), when: conditionOf(rule) }))
  const older = listAt(parameters, 'rules', 'rules').map((rule) => ({ name: '', when: olderRule(parameters['value1'], rule) }))
  const rules = newer.length > 0 ? newer : older
  const branches = rules.map(({ name, when }, index) => ({ name: name || `output ${index + 1}`, when: when.text }))
  const extra = textAt(objectAt(parameters, 'options'), 'fallbackOutput') === 'extra'
  const lost = branches.length === 0 || rules.some(({ when }) => when.lost)
  return { kind: 'switch', branches: extra ? [...branches, { name: 'otherwise' }] : branches, reads: rules.some(({ when }) => when.reads), notes: lost ? [LOST_CONDITION] : [] }
}

const UNITS: ReadonlyMap<string, number> = new Map([['seconds', 1], ['minutes', 60], ['hours', 3_600], ['days', 86_400]])

function waitDraft({ parameters }: N8nNode): Draft {
  const amount = Number(parameters['amount'] ?? Number.NaN)
  const seconds = amount * (UNITS.get(textAt(parameters, 'unit') || 'hours') ?? Number.NaN)
  const known = (textAt(parameters, 'resume') || 'timeInterval') === 'timeInterval' && seconds >= 0 && seconds <= 1e9
  const duration = known ? `PT${Number(seconds.toFixed(3))}S` : 'PT5S'
  return { kind: 'wait.timer', config: { duration }, notes: known ? [] : ['How long it waits could not be read: it is five seconds for now.'] }
}
