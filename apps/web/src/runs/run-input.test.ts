import { describe, expect, it } from 'vitest'
import type { WorkflowDocument } from '@eddy/workflow'
import { initialInput } from '../ui/schema-form/input-schema.ts'
import { refusalOf } from './run-input.ts'

const document: WorkflowDocument = {
  eddy: 1,
  name: 'trip',
  inputs: [{ name: 'city' }, { name: 'nights', default: 3 }, { name: 'guest', schema: { type: 'object', properties: { age: { type: 'integer', default: 30 }, name: { type: 'string' } } } }],
  steps: [],
}

describe('initialInput', () => {
  it('holds the defaults of inputs and of their schemas, and nothing else', () => {
    expect(initialInput(document)).toEqual({ nights: 3, guest: { age: 30 } })
  })
})

describe('refusalOf', () => {
  it('sorts problems to the inputs they belong to', () => {
    const paths = ['/city', '/input/guest/name', '/inputs/1', '/elsewhere']
    const error = Object.assign(new Error('refused'), { data: { eddy: { code: 'INVALID_INPUT', message: 'The input does not fit.', details: paths.map((path) => ({ code: 'X', severity: 'error', path, message: path })) } } })
    const refusal = refusalOf(error, document)
    expect(refusal.message).toBe('The input does not fit.')
    expect([...refusal.byInput].map(([name, problems]) => [name, problems.map((problem) => problem.path)])).toEqual([['city', ['']], ['guest', ['/name']], ['nights', ['']]])
    expect(refusal.others.map((problem) => problem.path)).toEqual(['/elsewhere'])
  })
})
