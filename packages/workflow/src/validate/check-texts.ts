import { parseDuration } from '../duration.ts'
import { expressionFault } from '../expression.ts'
import { joinPointer } from '../json-pointer.ts'
import { report, type Checking } from './checking.ts'
import type { Step } from '../document.ts'
import type { ScopedStep } from '../scope-tree.ts'

interface Text {
  readonly text: string | undefined
  /** JSON pointer. */
  readonly path: string
  readonly step?: string
  readonly what: string
}

/** Texts with a grammar of their own: expressions and durations, wherever they stand. */
export function checkTexts(checking: Checking): void {
  const { document, steps } = checking.tree
  document.inputs?.forEach(({ name, transform }, index) => checkExpression(checking, { text: transform, path: `/inputs/${index}/transform`, what: `The transform of the input "${name}"` }))
  checkDuration(checking, { text: document.options?.timeout, path: '/options/timeout', what: "The workflow's timeout" })
  checkDuration(checking, { text: document.options?.drain, path: '/options/drain', what: "The workflow's drain time" })
  checkExpression(checking, { text: document.options?.concurrency?.key, path: '/options/concurrency/key', what: 'The concurrency key' })
  for (const node of steps) {
    for (const text of expressionsOf(checking, node)) checkExpression(checking, text)
    for (const text of durationsOf(node)) checkDuration(checking, text)
  }
}

function expressionsOf(checking: Checking, node: ScopedStep): Text[] {
  const { step } = node
  const of = (text: string | undefined, at: string, what: string): Text => ({ text, path: node.pointer + at, step: node.path, what: `${what} of "${node.path}"` })
  return [
    ...(step.arguments ?? []).map(({ name, transform }, i) => of(transform, `/arguments/${i}/transform`, `The transform of the argument "${name}"`)),
    ...(step.guards ?? []).map(({ when }, i) => of(when, `/guards/${i}/when`, 'A guard')),
    ...(step.onError ?? []).flatMap(({ when, value }, i) => [of(when, `/onError/${i}/when`, 'The condition of an error rule'), of(value, `/onError/${i}/value`, 'The value of an error rule')]),
    ...(step.branches ?? []).map(({ when }, i) => of(when, `/branches/${i}/when`, 'The condition of a branch')),
    of(step.cache?.key, '/cache/key', 'The cache key'),
    ...configExpressions(checking, node).map(({ key, text }) => of(text, joinPointer('/config', key), `The expression "${key}"`)),
  ]
}

/** Keys of the configuration that the kind declares to be expressions; what is no string is the configuration schema's matter. */
function configExpressions({ kinds }: Checking, node: ScopedStep): { readonly key: string; readonly text: string }[] {
  return (kinds.get(node)?.contract.expressions ?? []).flatMap((key) => {
    const text = node.step.config?.[key]
    return typeof text === 'string' ? [{ key, text }] : []
  })
}

function durationsOf(node: ScopedStep): Text[] {
  const { timeout, retry, onError, cache }: Step = node.step
  const of = (text: string | undefined, at: string, what: string): Text => ({ text, path: node.pointer + at, step: node.path, what: `${what} of "${node.path}"` })
  return [
    of(timeout, '/timeout', 'The timeout'),
    of(retry?.backoff?.initial, '/retry/backoff/initial', 'The first delay'),
    of(retry?.backoff?.max, '/retry/backoff/max', 'The longest delay'),
    ...Object.entries(retry?.classes ?? {}).flatMap(([name, policy]) => [
      of(policy.backoff?.initial, `/retry/classes/${name}/backoff/initial`, `The first delay for ${name} errors`),
      of(policy.backoff?.max, `/retry/classes/${name}/backoff/max`, `The longest delay for ${name} errors`),
    ]),
    ...(onError ?? []).map(({ delay }, i) => of(delay, `/onError/${i}/delay`, 'The delay of an error rule')),
    of(cache?.ttl, '/cache/ttl', 'The time to live of the cache'),
  ]
}

function checkExpression(checking: Checking, { text, path, step, what }: Text): void {
  const fault = text === undefined ? undefined : expressionFault(text)
  if (!fault) return
  const where = fault.position === undefined ? '' : ` (at character ${fault.position})`
  report(checking, 'BAD_EXPRESSION', { path, step, message: `${what} is no valid expression${where}: ${fault.message}` })
}

function checkDuration(checking: Checking, { text, path, step, what }: Text): void {
  if (text === undefined || parseDuration(text) !== undefined) return
  const calendar = /^P(?:\d+(?:[.,]\d+)?[YMWD])*?\d+(?:[.,]\d+)?[YM]/.test(text)
  const message = calendar ? `${what} is "${text}", but years and months are no fixed lengths of time.` : `${what} is "${text}", which is no ISO 8601 duration.`
  report(checking, 'BAD_DURATION', { path, step, message, hint: calendar ? 'Use weeks or days, such as P30D.' : 'Write it like PT0.5S, PT5M, PT2H or P1D.' })
}
