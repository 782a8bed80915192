import { expressionFault } from '../expression.ts'
import { isForeign, listAt, objectAt, textAt, valueAt } from './foreign.ts'
import { toJsonata, type Translated } from './n8n-expression.ts'

/** A condition that is never true stands where one could not be translated. */
const LOST: Translated = { text: 'false', reads: false, lost: true }

const OPERATIONS: ReadonlyMap<string, (left: string, right: string) => string> = new Map([
  ['equal', (left, right) => `${left} = ${right}`],
  ['notEqual', (left, right) => `${left} != ${right}`],
  ['larger', (left, right) => `${left} > ${right}`],
  ['largerEqual', (left, right) => `${left} >= ${right}`],
  ['smaller', (left, right) => `${left} < ${right}`],
  ['smallerEqual', (left, right) => `${left} <= ${right}`],
  ['contains', (left, right) => `$contains($string(${left}), $string(${right}))`],
  ['isEmpty', (left) => `$not($boolean(${left}))`],
  ['isNotEmpty', (left) => `$boolean(${left})`],
  ['exists', (left) => `$exists(${left})`],
  ['notExists', (left) => `$not($exists(${left}))`],
  ['true', (left) => `${left} = true`],
  ['false', (left) => `${left} = false`],
])

/** Newer versions of n8n call them otherwise. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['equals', 'equal'],
  ['notEquals', 'notEqual'],
  ['gt', 'larger'],
  ['gte', 'largerEqual'],
  ['lt', 'smaller'],
  ['lte', 'smallerEqual'],
  ['empty', 'isEmpty'],
  ['notEmpty', 'isNotEmpty'],
])

/** The conditions of an If, of either version, or of one rule of a Switch. */
export function conditionOf(parameters: unknown): Translated {
  const conditions = objectAt(parameters, 'conditions')
  const newer = listAt(conditions, 'conditions')
  const tests = newer.length > 0 ? newer.map(newerTest) : ['string', 'number', 'boolean', 'dateTime'].flatMap((type) => listAt(conditions, type).map(olderTest))
  const any = newer.length > 0 ? textAt(conditions, 'combinator') === 'or' : textAt(parameters, 'combineOperation') === 'any'
  return joined(tests, any ? ' or ' : ' and ')
}

/** One rule of the older Switch, which compares one value with many. */
export function olderRule(value1: unknown, rule: unknown): Translated {
  return test(textAt(rule, 'operation') || 'equal', value1, valueAt(rule, 'value2'))
}

function newerTest(condition: unknown): Translated {
  return test(textAt(condition, 'operator', 'operation'), valueAt(condition, 'leftValue'), valueAt(condition, 'rightValue'))
}

function olderTest(condition: unknown): Translated {
  return isForeign(condition) ? test(textAt(condition, 'operation') || 'equal', condition['value1'], condition['value2']) : LOST
}

function test(operation: string, left: unknown, right: unknown): Translated {
  const write = OPERATIONS.get(ALIASES.get(operation) ?? operation)
  const [l, r] = [toJsonata(left), toJsonata(right)]
  return write && !l.lost && !r.lost ? { text: write(l.text, r.text), reads: l.reads || r.reads, lost: false } : LOST
}

function joined(tests: readonly Translated[], by: string): Translated {
  const text = tests.length === 1 ? tests.map((one) => one.text).join('') : tests.map((one) => `(${one.text})`).join(by)
  if (tests.length === 0 || tests.some(({ lost }) => lost) || expressionFault(text)) return LOST
  return { text, reads: tests.some(({ reads }) => reads), lost: false }
}
