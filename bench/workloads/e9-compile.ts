import { plan } from '@eddy/engine'
import { catalog } from '@eddy/steps/contract'
import { validate, type WorkflowDocument } from '@eddy/workflow'
import { expectSame, type Program, type Workload } from '../workload.ts'

/** Text of a chain of expressions, each of which takes the result of one before it. */
function text(n: number): string {
  const steps = Array.from({ length: n }, (_, i) => ({ name: `s${i}`, kind: 'expression', config: { expr: i === 0 ? '1' : 'x + 1' }, ...(i === 0 ? {} : { arguments: [{ name: 'x', from: { result: `s${Math.floor((i - 1) / 2)}` } }] }) }))
  return JSON.stringify({ eddy: 1, name: 'bench', steps, options: { maxSteps: n } })
}

const told = (planned: number, errors: number) => ({ status: errors === 0 ? 'succeeded' : 'invalid', performed: planned, undone: 0, value: planned, ordered: true })

/** From text to a plan: JSON, `validate` (types, cycles and all else that is checked), `plan`. The reference is JSON.parse of the same text. */
export const e9: Workload = {
  id: 'E9',
  title: 'compile a JSON workflow',
  sizes: [10_000],
  measure: 'cpu',
  gate: 10,
  stretch: 3,
  reference: 'JSON.parse',
  bare(n) {
    const json = text(n)
    return () => told((JSON.parse(json) as WorkflowDocument).steps.length, 0)
  },
  eddy(n) {
    const json = text(n)
    return () => {
      const document = JSON.parse(json) as WorkflowDocument
      const errors = validate(document, { catalog }).filter(({ severity }) => severity === 'error')
      return told(plan(document, { catalog }).scope.steps.length, errors.length)
    }
  },
  check(result, n) {
    expectSame('status', result.status, 'succeeded')
    expectSame('steps', result.performed, n)
  },
  variants: { 'plan alone': { program: planAlone }, 'validate alone': { program: validateAlone } },
}

function planAlone(n: number): Program {
  const document = JSON.parse(text(n)) as WorkflowDocument
  return () => told(plan(document, { catalog }).scope.steps.length, 0)
}

function validateAlone(n: number): Program {
  const document = JSON.parse(text(n)) as WorkflowDocument
  return () => told(n, validate(document, { catalog }).filter(({ severity }) => severity === 'error').length)
}
