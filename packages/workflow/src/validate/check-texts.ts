import { parseDuration } from '../duration.ts'
import { expressionFault } from '../expression.ts'
import { joinPointer } from '../json-pointer.ts'
import { report, type Checking } from './checking.ts'
import type { Retry, Step } from '../document.ts'
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
  checkDuration(checking, { text: document.options?.startTimeout, path: '/options/startTimeout', what: "The workflow's start timeout" })
  checkDuration(checking, { text: document.options?.drain, path: '/options/drain', what: "The workflow's drain time" })
  checkExpression(checking, { text: document.options?.concurrency?.key, path: '/options/concurrency/key', what: 'The concurrency key' })
  for (const node of steps) {
    checkExpressions(checking, node)
    checkDurations(checking, node)
  }
}

function checkExpressions(checking: Checking, node: ScopedStep): void {
  const { step } = node
  // what a text is and where it stands is told only where something is wrong with it: most steps have few, and they are sound
  const told: Told = (text, at, what) => checkExpression(checking, placed(node, text, { at, what }))
  step.arguments?.forEach(({ name, transform }, i) => isSound(transform) || told(transform, `/arguments/${i}/transform`, `The transform of the argument "${name}"`))
  step.guards?.forEach(({ when }, i) => isSound(when) || told(when, `/guards/${i}/when`, 'A guard'))
  step.onError?.forEach(({ when }, i) => isSound(when) || told(when, `/onError/${i}/when`, 'The condition of an error rule'))
  step.onError?.forEach(({ value }, i) => isSound(value) || told(value, `/onError/${i}/value`, 'The value of an error rule'))
  step.branches?.forEach(({ when }, i) => isSound(when) || told(when, `/branches/${i}/when`, 'The condition of a branch'))
  if (!isSound(step.cache?.key)) told(step.cache?.key, '/cache/key', 'The cache key')
  for (const key of checking.kinds.get(node)?.contract.expressions ?? []) checkConfigured(step, key, told)
}

/** A key of the configuration that the kind declares to be an expression; what is no string is the configuration schema's matter. */
function checkConfigured({ config }: Step, key: string, told: Told): void {
  const text = config?.[key]
  if (typeof text === 'string' && !isSound(text)) told(text, joinPointer('/config', key), `The expression "${key}"`)
}

function isSound(text: string | undefined): boolean {
  return text === undefined || expressionFault(text) === undefined
}

function placed(node: ScopedStep, text: string | undefined, { at, what }: { readonly at: string; readonly what: string }): Text {
  return { text, path: node.pointer + at, step: node.path, what: `${what} of "${node.path}"` }
}

type Told = (text: string | undefined, at: string, what: string) => void

function checkDurations(checking: Checking, node: ScopedStep): void {
  const { timeout, retry, onError, cache }: Step = node.step
  if (timeout === undefined && retry === undefined && onError === undefined && cache === undefined) return
  const check: Told = (text, at, what) => checkDuration(checking, placed(node, text, { at, what }))
  check(timeout, '/timeout', 'The timeout')
  if (retry !== undefined) checkDelays(check, retry)
  onError?.forEach(({ delay }, i) => check(delay, `/onError/${i}/delay`, 'The delay of an error rule'))
  check(cache?.ttl, '/cache/ttl', 'The time to live of the cache')
}

function checkDelays(check: Told, { backoff, classes = {} }: Retry): void {
  check(backoff?.initial, '/retry/backoff/initial', 'The first delay')
  check(backoff?.max, '/retry/backoff/max', 'The longest delay')
  for (const [name, policy] of Object.entries(classes)) {
    check(policy.backoff?.initial, `/retry/classes/${name}/backoff/initial`, `The first delay for ${name} errors`)
    check(policy.backoff?.max, `/retry/classes/${name}/backoff/max`, `The longest delay for ${name} errors`)
  }
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
