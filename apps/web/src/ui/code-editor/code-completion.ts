import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { snippetCompletion } from '@codemirror/autocomplete'
import { brief, type KnownValue, knownAt, type Member, membersOf, typeOf } from '../known-value.ts'
import type { CodeScope } from './code-scope.ts'

const roots: readonly Completion[] = [
  { label: 'args', detail: 'the arguments', type: 'variable', boost: 60 },
  { label: 'context', detail: 'runId, step, attempt, …', type: 'variable', boost: 50 },
  { label: 'eddy', detail: 'ok, retry, halt, fail', type: 'variable', boost: 50 },
]
const context: readonly Completion[] = [
  { label: 'attempt', detail: 'whole number', info: 'Counts from 1.' },
  { label: 'retriesRemaining', detail: 'whole number' },
  { label: 'runId', detail: 'text' },
  { label: 'step', detail: 'text', info: 'The path of the step.' },
  { label: 'workflow', detail: 'text' },
]
const outcomes: readonly Completion[] = [
  snippetCompletion('ok(${value})', { label: 'ok', detail: '(value, steps?)', info: 'The step succeeds with a value.' }),
  snippetCompletion("retry('${reason}')", { label: 'retry', detail: '(reason?, delayMs?)', info: 'Asks for another attempt.' }),
  snippetCompletion('halt(${value})', { label: 'halt', detail: '(value)', info: 'Ends the run here, with a value.' }),
  snippetCompletion("fail('${reason}')", { label: 'fail', detail: '(reason, { code?, retryable? })', info: 'The step fails.' }),
]
const goOn = snippetCompletion('continueWith(${value})', { label: 'continueWith', detail: '(value)', info: 'In a compensation handler: the run goes on with this value.' })

/** Completion of what Eddy hands to code; the language completes the rest. */
export function completeCode(at: CompletionContext, { args, handler }: CodeScope): CompletionResult | null {
  const word = at.matchBefore(/[\w$]*$/)
  const from = word?.from ?? at.pos
  const before = at.state.sliceDoc(Math.max(0, from - 300), from)
  const way = /(?:^|[^\w$.\])])((?:[A-Za-z_$][\w$]*(?:\?)?(?:\[\d+\])*\??\.)+)$/.exec(before)?.[1]
  if (way === undefined) return before.endsWith('.') || (from === at.pos && !at.explicit) ? null : { from, options: roots, validFor: /^\w*$/ }
  const [root = '', ...keys] = way.replaceAll('?', '').slice(0, -1).split('.').flatMap(keysOf)
  const options = members(String(root), keys, { args, handler })
  return options.length === 0 ? null : { from, options, validFor: /^\w*$/ }
}

function members(root: string, keys: readonly (string | number)[], { args, handler }: CodeScope): readonly Completion[] {
  if (root === 'args') return membersOf(knownAt(args, keys)).filter(({ key }) => /^[A-Za-z_$][\w$]*$/.test(String(key))).map(completion)
  if (keys.length > 0) return []
  if (root === 'context') return context
  return root === 'eddy' ? [...outcomes, ...(handler ? [goOn] : [])] : []
}

function keysOf(part: string): readonly (string | number)[] {
  const [name = '', ...places] = part.split('[')
  return [name, ...places.map((place) => Number.parseInt(place, 10))]
}

function completion({ key, known, description }: Member): Completion {
  const example = exampleOf(known)
  const info = [description, example].filter(Boolean).join(' ')
  return { label: String(key), detail: typeOf(known), boost: 50, ...(info ? { info } : {}) }
}

function exampleOf({ sample }: KnownValue): string {
  return sample === undefined ? '' : `For example ${brief(sample)}`
}
