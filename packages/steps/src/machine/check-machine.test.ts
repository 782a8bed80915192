import type { Step } from '@eddy/workflow'
import { describe, expect, it } from 'vitest'
import { checkMachine } from './check-machine.ts'

const findings = (config: NonNullable<Step['config']>, more: Partial<Step> = {}) => checkMachine({ name: 'it', kind: 'machine', config: { machine: 'm', initial: 'a', ...config }, ...more }).map(({ path, severity = 'error' }) => `${severity} ${path}`)

describe('the check of a machine', () => {
  it.each<[string, NonNullable<Step['config']>, readonly string[]]>([
    ['a sound one', { states: { a: { on: { go: { target: 'b' } } }, b: { final: true } } }, []],
    ['no initial state', { states: { b: {} } }, ['error /config/initial']],
    ['a name that every object has', { initial: 'toString', states: { a: {} } }, ['error /config/initial']],
    ['unknown targets', { states: { a: { on: { go: { target: 'b' }, 'x/y': [{ target: 'a', guard: 'g' }, { target: 'c' }] } } } }, ['error /config/states/a/on/go/target', 'error /config/states/a/on/x~1y/1/target']],
    ['unreachable states', { states: { a: {}, b: { on: { go: { target: 'c' } } }, 'c~': {}, c: {} } }, ['warning /config/states/b', 'warning /config/states/c~0', 'warning /config/states/c']],
    ['a way out of a final state', { states: { a: { final: true, on: { go: { target: 'b' } } }, b: {} } }, ['error /config/states/a/on', 'warning /config/states/b']],
    ['bad expressions', { states: { a: { entry: '(', on: { go: { target: 'a', guard: '1 +', reduce: '"' } } } } }, ['error /config/states/a/entry', 'error /config/states/a/on/go/guard', 'error /config/states/a/on/go/reduce']],
    ['transitions behind one that is always taken', { states: { a: { on: { go: [{ target: 'a' }, { target: 'b' }] } }, b: {} } }, ['warning /config/states/a/on/go/1', 'warning /config/states/b']],
  ])('finds %s', (_what, config, expected) => expect(findings(config)).toEqual(expected))

  it('refuses secrets', () => {
    const args = [{ name: 'event', from: { value: 'go' } }, { name: 'payload', from: { secret: 'KEY' } }]
    expect(findings({ states: { a: {} } }, { arguments: args })).toEqual(['error /arguments/1/from'])
  })
})
