import { type Completion, type CompletionContext, type CompletionResult, snippetCompletion } from '@codemirror/autocomplete'
import { brief, type KnownValue, knownAt, type Member, membersOf, typeOf } from '../known-value.ts'
import { jsonataFunctions } from './jsonata-functions.ts'

const functions: readonly Completion[] = jsonataFunctions.map(({ name, signature, about }) =>
  snippetCompletion(`$${name}(\${})`, { label: `$${name}`, detail: signature.slice(name.length + 1), info: about, type: 'function', boost: -20 }),
)
const run: KnownValue = {
  schema: { type: 'object', properties: { runId: { type: 'string' }, step: { type: 'string' }, attempt: { type: 'integer' }, retriesRemaining: { type: 'integer' }, workflow: { type: 'string' } } },
}
const own: readonly Completion[] = [{ label: '$context', detail: 'runId, step, attempt, …', info: 'What is known of the run.', boost: -10 }]

/** Where the expression begins in the text, and whether a person has asked for completion. */
export interface Within {
  readonly start?: number
  readonly explicit?: boolean
}

/** What can stand at the caret: declared fields, then those of the sample, then JSONata's functions. */
export function completeExpression(context: CompletionContext, known: KnownValue, { start = 0, explicit = context.explicit }: Within = {}): CompletionResult | null {
  const before = context.state.sliceDoc(Math.max(start, context.pos - 500), context.pos)
  const found = /((?:(?:\$?[\w]+|`[^`]*`)(?:\[[^\]]*\])*\.)*)(\$?\w*|`[^`]*)$/.exec(before)
  const [, way = '', word = ''] = found ?? []
  const from = context.pos - word.length
  if (way === '' && word === '' && !explicit) return null
  const options = [...fields(known, way), ...(way === '' ? [...own, ...functions] : [])]
  return options.length === 0 ? null : { from, options, validFor: /^[$`\w]*$/ }
}

function fields(known: KnownValue, way: string): readonly Completion[] {
  const steps = way.split('.').slice(0, -1)
  const [first] = steps
  const start = first === '$context' ? run : known
  const path = first === '$context' || first === '$' || first === '$$' ? steps.slice(1) : steps
  if (path.some((step) => step.startsWith('$'))) return []
  const at = path.reduce((value, step) => element(knownAt(value, [step.replace(/\[.*$/s, '').replaceAll('`', '')])), element(start))
  return membersOf(at).map(completion)
}

/** JSONata walks through lists by itself. */
function element(known: KnownValue): KnownValue {
  const [only] = membersOf(known)
  return only?.key === 0 ? element(only.known) : known
}

function completion({ key, known, declared, description }: Member): Completion {
  const name = String(key)
  const example = brief(known.sample)
  const info = [description, example === '' ? '' : `For example ${example}`].filter(Boolean).join(' ')
  return { label: /^[A-Za-z_]\w*$/.test(name) ? name : `\`${name}\``, detail: typeOf(known), boost: declared ? 50 : 20, ...(info ? { info } : {}) }
}
