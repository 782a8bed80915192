import { catalog } from '@eddy/steps/contract'
import { type Problem, type Step, validate, type WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { triplet } from '../testing/triplet.ts'
import { fixesOf } from './fixes-of.ts'

const flow = (steps: readonly Step[], rest: Partial<WorkflowDocument> = {}): WorkflowDocument => ({ eddy: 1, name: 'flow', steps, ...rest })
const problemsOf = (document: WorkflowDocument) => validate(document, { catalog })
const found = (document: WorkflowDocument, code: string): Problem => {
  const problem = problemsOf(document).find((each) => each.code === code)
  if (!problem) throw new Error(`no ${code} in ${JSON.stringify(problemsOf(document).map((each) => each.code))}`)
  return problem
}
const takes = (name: string, result = name) => ({ name, from: { result } })
const charge: Step = { name: 'charge', kind: 'http.request', config: { url: 'https://x.test', method: 'POST' } }

/** A document with the problem, the words of its fixes, and whether the first fix makes a document without it. */
const cases: readonly (readonly [string, WorkflowDocument, readonly string[]])[] = [
  ['NO_RETRY_AFTER_PIVOT', flow([{ ...charge, role: 'pivot' }, { ...charge, name: 'ship', waitFor: ['charge'] }]), ['Add 3 retries']],
  ['FAILURE_AFTER_IRREVERSIBLE', flow([{ ...charge, role: 'irreversible' }, { name: 'stop', kind: 'fail', config: { message: 'no' }, waitFor: ['charge'] }]), ['Add 3 retries']],
  ['NO_UNDO', flow([{ ...charge, role: 'compensatable' }]), ['Add an undo', 'Mark it irreversible']],
  ['REDUNDANT_WAIT', flow([{ name: 'a', kind: 'debug' }, { name: 'b', kind: 'debug', waitFor: ['a'], arguments: [takes('a')] }]), ['Do not wait for a']],
  ['UNKNOWN_STEP', flow([{ name: 'reserve', kind: 'debug' }, { name: 'b', kind: 'debug', arguments: [takes('given', 'reserv')] }]), ['Use reserve', 'Remove the argument given']],
  ['UNKNOWN_STEP', flow([{ name: 'b', kind: 'debug', waitFor: ['nothing_at_all'] }]), ['Do not wait for nothing_at_all']],
  ['INNER_STEP', flow([{ name: 'box', kind: 'group', steps: [{ name: 'inner', kind: 'debug' }] }, { name: 'b', kind: 'debug', arguments: [takes('inner')] }]), ['Use box', 'Remove the argument inner']],
  ['UNKNOWN_HANDLER', flow([{ ...charge, undo: 'refun' }], { handlers: [{ name: 'refund', kind: 'debug' }] }), ['Use refund', 'Remove the reference to refun']],
  ['UNKNOWN_INPUT', flow([{ name: 'b', kind: 'debug', arguments: [{ name: 'who', from: { input: 'customer' } }] }]), ['Add the input customer', 'Remove the argument who']],
  ['DUPLICATE_NAME', flow([{ name: 'a', kind: 'debug' }, { name: 'a', kind: 'debug' }]), ['Rename to a_2']],
  ['DUPLICATE_NAME', flow([{ name: 'a', kind: 'debug', arguments: [{ name: 'x', from: { input: 'x' } }] }], { inputs: [{ name: 'x' }, { name: 'x' }] }), ['Rename to x_2']],
  ['DUPLICATE_ARGUMENT', flow([{ name: 'a', kind: 'debug', arguments: [{ name: 'x', from: { value: 1 } }, { name: 'x', from: { value: 2 } }] }]), ['Rename to x_2']],
  ['BAD_NAME', flow([{ name: 'Charge card', kind: 'debug' }, { name: 'b', kind: 'debug', arguments: [takes('x', 'Charge card')] }]), ['Rename to charge_card']],
  ['UNUSED_HANDLER', flow([{ name: 'a', kind: 'debug' }], { handlers: [{ name: 'refund', kind: 'debug' }] }), ['Delete Refund']],
  ['UNUSED_INPUT', flow([{ name: 'a', kind: 'debug' }], { inputs: [{ name: 'x' }] }), ['Remove the input x']],
  ['UNUSED_STEP', flow([{ name: 'idle', kind: 'expression', config: { expr: '1' } }, { name: 'a', kind: 'debug' }]), ['Delete Idle']],
  ['EMPTY_CONTAINER', flow([{ name: 'box', kind: 'group', steps: [] }, { name: 'a', kind: 'debug' }]), ['Delete Box']],
  ['UNKNOWN_RETURN', flow([{ name: 'reserve', kind: 'debug' }, { name: 'z', kind: 'debug' }], { return: 'reserv' }), ['Return reserve', 'Return z']],
  [
    'DEFAULT_BRANCH_NOT_LAST',
    flow([{ name: 'choose', kind: 'switch', branches: [{ name: 'otherwise', steps: [{ name: 'a', kind: 'debug' }] }, { name: 'yes', when: 'true', steps: [{ name: 'b', kind: 'debug' }] }] }]),
    ['Move it to the end'],
  ],
]

it.each(cases)('offers what helps against %s, and the first does', (code, document, labels) => {
  const problem = found(document, code)
  const fixes = fixesOf({ document, problem, catalog })
  expect(fixes.map(({ label }) => label)).toEqual(labels)
  for (const [at, fix] of fixes.entries()) {
    const fixed = triplet(document, fix.command)
    if (at === 0) expect(problemsOf(fixed).filter((each) => each.message === problem.message)).toEqual([])
  }
})

it('leaves what needs thinking to a person', () => {
  const cycle = flow([{ name: 'a', kind: 'debug', waitFor: ['b'] }, { name: 'b', kind: 'debug', waitFor: ['a'] }])
  expect(fixesOf({ document: cycle, problem: found(cycle, 'CYCLE'), catalog })).toEqual([])
})
