import type { Json } from '@eddy/workflow'
import { describe, expect, it } from 'vitest'
import { fail, ok, runDocument, step } from '../testing/index.ts'

const seen = [{ name: 'x', from: { input: 'constructor' } }]
const inputs = [{ name: 'constructor', required: false, default: 5 }]

describe('inputs named like what every object has', () => {
  it('S3 have their default, and nothing of the host', () => {
    expect(runDocument({ inputs, steps: [step('a', { arguments: seen })] }).executor.calls[0]?.arguments).toEqual({ x: 5 })
    const composed = runDocument({ steps: [step('c', { kind: 'compose', config: { workflow: 'lib' } })] }, { workflow: () => ({ eddy: 1, name: 'lib', inputs, steps: [step('a', { arguments: seen })] }) })
    expect(composed.executor.calls[0]?.arguments).toEqual({ x: 5 })
  })

  it('H6 are missed where a new version needs them', () => {
    const test = runDocument({ steps: [step('a'), step('b', { after: ['a'] })] }, { scripts: { a: () => ({ kind: 'halt', value: null }) } })
    const next = { eddy: 1 as const, name: 'test', inputs: [{ name: 'constructor' }], steps: [step('a'), step('b', { after: ['a'] })] }
    expect(() => test.run.adapt({ document: next, hash: 'next' })).toThrow(/needs the input "constructor"/)
  })
})

describe('the source of a loop', () => {
  const of = (kind: string, ...args: readonly (readonly [string, Json])[]) => runDocument({ steps: [step('m', { kind, arguments: args.map(([name, value]) => ({ name, from: { value } })), steps: [step('e')] })] }, { scripts: { e: () => ok(1) } }).run.settled()

  it('C1 C2 is the argument of that name, also where it is none', async () => {
    expect(await of('map', ['other', [1, 2]], ['source', [1]])).toMatchObject({ value: [1] })
    for (const kind of ['map', 'reduce']) expect(await of(kind, ['other', [1, 2]], ['source', null])).toMatchObject({ status: 'rolled_back', error: { code: 'ARGUMENT_ERROR' } })
  })

  it('C1 is not what the fold begins with', async () => {
    const fold = runDocument({ steps: [step('m', { kind: 'reduce', arguments: [{ name: 'initial', from: { value: [] } }, { name: 'items', from: { value: [1, 2] } }], steps: [step('e')] })] })
    expect(fold.executor.calls.map(({ path }) => path)).toEqual(['m[0].e', 'm[1].e'])
  })

  it('C1 F1 is the one that the log counts, in a log of an older version', async () => {
    const document = { steps: [step('m', { kind: 'reduce', arguments: [{ name: 'initial', from: { value: [7] } }, { name: 'items', from: { value: [1, 2] } }], steps: [step('e')] })] }
    const started = { initial: [7], items: [1, 2] }
    const test = runDocument(document, {
      recover: [
        { seq: 1, at: 0, type: 'run.started', data: { input: {}, workflow: { name: 'test', hash: '' } } },
        { seq: 2, at: 0, type: 'step.ready', step: 'm', data: {} },
        { seq: 3, at: 0, type: 'step.started', step: 'm', attempt: 1, data: { arguments: started, count: 1 } },
        { seq: 4, at: 0, type: 'step.ready', step: 'm[0].e', data: {} },
      ],
      scripts: { e: () => fail() },
    })
    expect((await test.run.settled()).status).toBe('rolled_back')
    expect(test.executor.calls.map(({ path }) => path)).toEqual(['m[0].e'])
  })
})
