import type { Step } from '@eddy/workflow'
import { describe, expect, it } from 'vitest'
import type { StepRequest } from '../port/step-executor.ts'
import { fail, ok, runDocument, step, type Script, type TestOptions } from '../testing/index.ts'

const token = 'tok-"en/4711'
const taking = (name: string, more: Partial<Step> = {}): Step => step(name, { arguments: [{ name: 'key', from: { secret: 'token' } }], ...more })
const handler = (name: string): Step => ({ name, kind: 'pure', arguments: [{ name: 'origin', from: { origin: 'arguments' } }] })
/** Says all that it was given, in every way that an outcome has. */
const telling: Script = ({ arguments: args }: StepRequest) => ({ kind: 'ok', value: { args, [JSON.stringify(args)]: JSON.stringify(args) }, logs: [{ level: 'log', text: `given ${JSON.stringify(args)}` }] })
const shouting: Script = ({ arguments: args }: StepRequest) => ({ kind: 'fail', error: { code: 'LOUD', message: JSON.stringify(args), details: { args } }, logs: [{ level: 'error', text: JSON.stringify(args) }] })

function run(document: Parameters<typeof runDocument>[0], options: TestOptions = {}) {
  const test = runDocument(document, { secrets: { token }, ...options })
  return { ...test, text: JSON.stringify(test.events) }
}

function silent(text: string): void {
  for (const form of [token, JSON.stringify(token).slice(1, -1), JSON.stringify(JSON.stringify(token)).slice(3, -3), encodeURIComponent(token)]) expect(text).not.toContain(form)
}

describe('F2 secrets reach steps, never the log', () => {
  it('in results, logs and names of fields, of the step and of those that come after', () => {
    const { text, executor } = run({ steps: [taking('a'), step('b', { arguments: [{ name: 'x', from: { result: 'a' } }] })] }, { scripts: { a: telling, b: ({ arguments: args }) => ok([token, args['x'] ?? null]) } })
    expect(executor.calls[0]?.arguments).toEqual({ key: token })
    silent(text)
    expect(text).toContain('•••')
  })

  it('in the outcomes of an undo, of a compensation and of a check that get the arguments of their step', async () => {
    const document = { steps: [taking('a', { kind: 'effect', undo: 'undo_a' }), taking('b', { after: ['a'], compensate: 'help_b' } as Partial<Step>)], handlers: [handler('undo_a'), handler('help_b')] }
    const { text, executor, run: handle } = run(document, { scripts: { b: shouting, undo_a: shouting, help_b: shouting } })
    expect(executor.calls.filter(({ purpose }) => purpose !== 'run').map(({ purpose, arguments: args }) => [purpose, args])).toEqual([
      ['compensate', { origin: { key: token } }],
      ['undo', { origin: { key: token } }],
    ])
    silent(text)
    expect((await handle.settled()).status).toBe('rollback_incomplete')
  })

  it('in what a step throws, and in what an expression says', () => {
    const throwing: Script = ({ arguments: args }) => {
      throw new Error(`no ${JSON.stringify(args)} for ${encodeURIComponent(token)}`)
    }
    silent(run({ steps: [taking('a')] }, { scripts: { a: throwing } }).text)
    const evaluator = { evaluate: (_: string, root: unknown) => { throw new Error(`cannot take ${JSON.stringify(root)}`) } }
    silent(run({ steps: [taking('a', { guards: [{ when: 'x' }] })] }, { evaluator }).text)
  })

  it('as it stands in an address, whichever characters a program writes as bytes there', () => {
    const secret = "pa$$ w/örd+%'{}"
    const forms = [encodeURIComponent(secret), encodeURI(secret), new URL(`http://h/${secret}`).pathname.slice(1), new URL(`http://h/?${secret}`).search.slice(1), new URLSearchParams({ '': secret }).toString().slice(1), encodeURIComponent(secret).toLowerCase()]
    const { text } = runDocument({ steps: [taking('a')] }, { secrets: { token: secret }, scripts: { a: () => ok(forms.map((form) => `before ${form} after`)) } }).events.reduce((all, event) => ({ text: all.text + JSON.stringify(event) }), { text: '' })
    expect(text).toContain(JSON.stringify(forms.map(() => 'before ••• after')))
  })

  it('also as a transform has made it', () => {
    const evaluator = { evaluate: () => 'made-of-it' }
    const { text } = run({ steps: [step('a', { arguments: [{ name: 'key', from: { secret: 'token' }, transform: 'x' }] })] }, { scripts: { a: telling }, evaluator })
    expect(text).not.toContain('made-of-it')
  })

  it('not even middleware sees them in outcomes', () => {
    const seen: string[] = []
    const middleware = [{ name: 'nosy', execute: async (request: StepRequest, next: (request: StepRequest) => unknown) => {
      const outcome = await next(request)
      seen.push(JSON.stringify(outcome))
      return outcome as never
    } }]
    const { clock } = run({ steps: [taking('a')] }, { scripts: { a: telling }, middleware })
    clock.advance(1)
    silent(seen.join())
  })

  it('and leave the engine\'s own words alone: names, paths and codes', async () => {
    const { run: handle, events } = run({ steps: [taking('book', { kind: 'effect', undo: 'undo' }), step('bad', { after: ['book'] })], handlers: [handler('undo')] }, { secrets: { token: 'book' }, scripts: { bad: () => fail('no book', { code: 'NO_book' }) } })
    expect(await handle.settled()).toMatchObject({ status: 'rolled_back', error: { code: 'NO_book', message: 'no •••', step: 'bad' } })
    expect(events.find(({ type }) => type === 'rollback.completed')?.data).toMatchObject({ undone: ['book'] })
  })

  it('a short one only where it stands alone', () => {
    const { events } = run({ steps: [taking('a')] }, { secrets: { token: 'a' }, scripts: { a: () => ok(['a', 'banana']) } })
    expect(events.find(({ type }) => type === 'step.succeeded')?.data).toEqual({ value: ['•••', 'banana'] })
  })

  it('what leaves the run early is concealed when it is asked for', () => {
    const { executor } = run({ steps: [taking('a')] })
    expect(executor.calls[0]?.publicArguments?.()).toEqual({ key: '•••' })
  })
})
