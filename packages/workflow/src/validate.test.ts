import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fakeCatalog, surroundings } from './testing/fake-catalog.ts'
import { problemCodes } from './problem-codes.ts'
import { validate } from './validate.ts'
import type { Surroundings } from './catalog.ts'
import type { Step } from './document.ts'

const step = (name: string, more: object = {}): Step => ({ name, kind: 'expression', config: { expr: '1' }, ...more })
const reads = (...names: readonly string[]) => ({ arguments: names.map((name, i) => ({ name: `a${i}`, from: { result: name } })) })
const flow = (steps: readonly unknown[], more: object = {}) => ({ eddy: 1, name: 'flow', steps, ...more })

/** Codes and paths. */
function found(document: unknown, around: Surroundings = surroundings): string[] {
  return validate(document, around).map(({ code, path }) => `${code} ${path}`)
}

function errors(document: unknown, around: Surroundings = surroundings): string[] {
  return validate(document, around).flatMap(({ code, severity, path }) => (severity === 'error' ? [`${code} ${path}`] : []))
}

describe('shape', () => {
  it('accepts a minimal document', () => expect(found(flow([step('a')]))).toEqual([]))

  it.each([[null], [[]], ['text'], [3], [undefined]])('reports %j instead of throwing', (value) => {
    expect(errors(value).length).toBeGreaterThan(0)
  })

  it('takes a catalogue alone for what surrounds the document', () => {
    expect(validate(flow([step('a')]), surroundings.catalog)).toEqual([])
    expect(validate(flow([{ name: 'a', kind: 'nobody' }]), surroundings.catalog).map(({ code }) => code)).toContain('UNKNOWN_KIND')
  })

  it('says only one thing of another format version', () => expect(found({ eddy: 2, nonsense: true })).toEqual(['UNSUPPORTED_VERSION /eddy']))

  it('reports every missing field', () => expect(errors({})).toEqual(['MISSING_FIELD /eddy', 'MISSING_FIELD /name', 'MISSING_FIELD /steps']))

  it('reports unknown fields with a hint', () => {
    expect(validate(flow([step('a', { retries: 3, waitfor: [] })], { titel: 'x' }), surroundings)).toEqual([
      expect.objectContaining({ code: 'UNKNOWN_FIELD', path: '/titel', hint: 'Did you mean "title"?' }),
      expect.objectContaining({ code: 'UNKNOWN_FIELD', path: '/steps/0/retries' }),
      expect.objectContaining({ code: 'UNKNOWN_FIELD', path: '/steps/0/waitfor', hint: 'Did you mean "waitFor"?' }),
    ])
  })

  it('reports bad names and sources of two kinds', () => {
    const bad = { ...step('A'), arguments: [{ name: 'x', from: { input: 'i', value: 1 } }] }
    expect(errors(flow([bad]))).toEqual(['BAD_NAME /steps/0/name', 'BAD_VALUE /steps/0/arguments/0/from'])
  })

  it('still checks the well-formed parts of a malformed document', () => {
    const document = flow([{ ...step('a'), mode: 7, ...reads('nowhere') }, 'no step', step('c', { kind: 'expresion' }), { ...step('d'), arguments: [3, { name: 'x', from: { result: 'gone' } }] }])
    expect(errors(document)).toEqual([
      'BAD_VALUE /steps/0/mode',
      'BAD_VALUE /steps/1',
      'BAD_VALUE /steps/3/arguments/0',
      'UNKNOWN_KIND /steps/2/kind',
      'UNKNOWN_STEP /steps/0/arguments/0/from/result',
      'UNKNOWN_STEP /steps/3/arguments/1/from/result',
    ])
  })

  it('refuses what is no JSON, too deep, too large, or contains itself', () => {
    const self: { [key: string]: unknown } = flow([])
    self['view'] = self
    const deep = Array.from({ length: 40 }).reduce<Step>((inner, _, i) => ({ name: `g${i}`, kind: 'group', steps: [inner] }), step('a'))
    const abyss = Array.from({ length: 100_000 }).reduce<unknown>((inner) => [inner], 1)
    expect(errors(flow([step('a', { config: { expr: () => 1 } })]))).toEqual(['UNREADABLE /steps/0/config/expr'])
    expect(errors(self)).toEqual([expect.stringContaining('TOO_DEEP')])
    expect(errors(flow([deep]))).toEqual([expect.stringContaining('TOO_DEEP')])
    expect(errors(flow([step('a', { config: { expr: abyss } })]))).toEqual([expect.stringContaining('TOO_DEEP')])
    expect(errors(flow([step('a')], { description: 'x'.repeat(6_000_000) }))).toEqual(['TOO_LARGE '])
  })
})

describe('names and references', () => {
  it('reports duplicates of steps, handlers, branches, inputs and arguments', () => {
    const branches = [{ when: 'true', steps: [step('x')] }, { steps: [step('x')] }]
    const document = flow([step('a'), step('a'), { name: 's', kind: 'switch', branches }, step('b', { arguments: [0, 1].map(() => ({ name: 'n', from: { input: 'i' } })) })], {
      inputs: [{ name: 'i' }, { name: 'i' }],
      handlers: [step('b')],
    })
    expect(errors(document)).toEqual([
      'DUPLICATE_NAME /inputs/1/name',
      'DUPLICATE_NAME /steps/1/name',
      'DUPLICATE_NAME /handlers/0/name',
      'DUPLICATE_NAME /steps/2/branches/1/steps/0/name',
      'DUPLICATE_ARGUMENT /steps/3/arguments/1/name',
    ])
  })

  it('lets nested scopes reuse names', () => expect(errors(flow([step('a'), { name: 'g', kind: 'group', steps: [step('a'), step('g')] }]))).toEqual([]))

  it('reports every unknown reference, with what was meant', () => {
    const from = [{ input: 'custmer' }, { result: 'chrage' }, { element: 'each' }, { secret: 'kee' }, { origin: 'error' }]
    const wrong = step('b', { arguments: from.map((source, i) => ({ name: `a${i}`, from: source })), waitFor: ['c'], undo: 'refnd', check: 'charge' })
    const document = flow([step('charge'), wrong], { inputs: [{ name: 'customer' }], handlers: [step('refund')], return: 'z' })
    const problems = validate(document, { ...surroundings, secrets: new Set(['key']) }).filter(({ severity }) => severity === 'error')
    expect(problems.map(({ code, path, hint }) => [code, path, hint])).toEqual([
      ['UNKNOWN_STEP', '/steps/1/arguments/1/from/result', 'Did you mean "charge"?'],
      ['UNKNOWN_STEP', '/steps/1/waitFor/0', undefined],
      ['UNKNOWN_HANDLER', '/steps/1/undo', 'Did you mean "refund"?'],
      ['UNKNOWN_HANDLER', '/steps/1/check', '"charge" is a forward step: move it to the handlers.'],
      ['UNKNOWN_INPUT', '/steps/1/arguments/0/from/input', 'Did you mean "customer"?'],
      ['UNKNOWN_ELEMENT', '/steps/1/arguments/2/from/element', undefined],
      ['UNKNOWN_SECRET', '/steps/1/arguments/3/from/secret', 'Did you mean "key"?'],
      ['ORIGIN_OUTSIDE_HANDLER', '/steps/1/arguments/4/from/origin', expect.any(String)],
      ['UNKNOWN_RETURN', '/return', undefined],
    ])
    expect(problems[0]?.step).toBe('b')
  })

  it.each(['reserve', 'trip.reserve'])('reports the reference %s into a scope from outside', (name) => {
    const [problem] = validate(flow([{ name: 'trip', kind: 'group', steps: [step('reserve')] }, step('b', reads(name))]), surroundings)
    expect(problem).toMatchObject({ code: 'INNER_STEP', step: 'b', hint: 'Let "trip" return it, and use "trip" instead.' })
  })

  it('lets inner steps see out, handlers see origins, the failure lane see the error and results', () => {
    const element = { name: 'e', from: { element: 'each' } }
    const origin = (of: string) => ({ arguments: [{ name: 'o', from: { origin: of } }] })
    const inner = { name: 'g', kind: 'group', steps: [step('c', { arguments: [element, ...reads('a').arguments] })] }
    const document = flow([step('a', { undo: 'h' }), { name: 'each', kind: 'map', ...reads('a'), steps: [inner] }], {
      handlers: [{ name: 'h', kind: 'group', steps: [step('x', origin('value'))] }],
      failure: { steps: [step('tell', { arguments: [...origin('error').arguments, ...reads('a').arguments] })] },
    })
    expect(found(document)).toEqual([])
  })

  it('refuses what handlers and failure lane do not have', () => {
    const document = flow([step('a', { undo: 'h', compensate: 'i' }), step('b', { ...reads('h', 'tell', 'a') })], {
      handlers: [step('h', { waitFor: ['a'] }), step('i', reads('h'))],
      failure: { steps: [step('tell', { arguments: [{ name: 'o', from: { origin: 'value' } }] })] },
    })
    expect(errors(document)).toEqual([
      'UNKNOWN_STEP /steps/1/arguments/0/from/result',
      'UNKNOWN_STEP /steps/1/arguments/1/from/result',
      'WAIT_IN_HANDLER /handlers/0/waitFor/0',
      'UNKNOWN_STEP /handlers/1/arguments/0/from/result',
      'ORIGIN_OUTSIDE_HANDLER /failure/steps/0/arguments/0/from/origin',
    ])
  })
})

describe('cycles', () => {
  const cycles = (document: unknown) => validate(document, surroundings).flatMap(({ code, message, hint }) => (code === 'CYCLE' ? [`${message} ${hint ?? ''}`] : []))

  it('names all steps in the order of the flow', () => {
    const steps = [step('a', reads('c')), step('b', reads('a')), step('c', { waitFor: ['b'] }), step('d', reads('c'))]
    expect(cycles(flow(steps))).toEqual(['These steps need one another in a circle: a → b → c → a. Remove one of the references.'])
  })

  it('reports each cycle once', () => {
    const steps = [step('a', reads('b', 'b')), step('b', reads('a', 'a')), step('c', reads('c')), step('d', reads('f')), step('e', reads('d')), step('f', reads('e'))]
    expect(cycles(flow(steps)).map((text) => text.split(': ')[1]?.split('.')[0])).toEqual(['a → b → a', 'c → c', 'd → e → f → d'])
  })

  it('sees through containers', () => {
    const group = { name: 'g', kind: 'group', steps: [{ name: 'deep', kind: 'group', steps: [step('x', reads('b'))] }] }
    expect(cycles(flow([group, step('b', reads('g'))]))).toEqual(['These steps need one another in a circle: g → b → g. Inside the containers, "g.deep.x" uses "b". Remove one of the references.'])
  })

  it('is linear: chains and rings of 10,000 steps', () => {
    const chain = Array.from({ length: 10_000 }, (_, i) => step(`s${i}`, i > 0 ? reads(`s${i - 1}`) : {}))
    expect(found(flow(chain))).toEqual([])
    expect(cycles(flow([step('s0', reads('s9999')), ...chain.slice(1)]))).toHaveLength(1)
    expect(errors(flow(chain.map(({ name }) => step(name, reads(`x${name}`)))))).toHaveLength(10_000)
    const cpu = (steps: typeof chain, times: number) => {
      const started = process.cpuUsage()
      for (let i = 0; i < times; i++) validate(flow(steps), surroundings)
      return process.cpuUsage(started).user
    }
    const ratios = [1, 2, 3].map(() => cpu(chain, 1) / cpu(chain.slice(0, 1_000), 10))
    // the same when it is linear, ten times as much when it is quadratic
    expect(Math.min(...ratios)).toBeLessThan(5)
  })
})

describe('kinds and containers', () => {
  it('reports bad configurations, findings of the kind, and kinds that fail', () => {
    const steps = [step('a', { config: { expr: 1, exp: 2 } }), { name: 'c', kind: 'charge', config: { amount: 13 } }, { name: 'd', kind: 'broken' }]
    expect(errors(flow(steps))).toEqual(['BAD_CONFIG /steps/0/config/expr', 'BAD_CONFIG /steps/0/config/exp', 'BAD_CONFIG /steps/1/config/amount', 'KIND_FAILED /steps/2/kind'])
  })

  it('holds arguments against the kind', () => {
    const steps = [{ name: 'a', kind: 'strict', arguments: [{ name: 'pth', from: { value: 'x' } }] }, { name: 'b', kind: 'strict', arguments: [{ name: 'path', from: { value: 3 } }] }]
    expect(errors(flow(steps))).toEqual(['MISSING_ARGUMENT /steps/0/arguments', 'UNKNOWN_ARGUMENT /steps/0/arguments/0/name', 'BAD_ARGUMENT /steps/1/arguments/0/from/value'])
  })

  it('asks a map for its elements', () => {
    const map = (...names: readonly string[]) => ({ name: 'm', kind: 'map', arguments: names.map((name) => ({ name, from: { value: [] } })), steps: [step('x')] })
    expect([map('any'), map('source', 'b')].map((it) => errors(flow([it])))).toEqual([[], []])
    expect([map(), map('a', 'b')].map((it) => errors(flow([it])))).toEqual([['MISSING_ARGUMENT /steps/0/arguments'], ['MISSING_ARGUMENT /steps/0/arguments']])
  })

  it('reports containers without content and content without container', () => {
    const steps = [
      { name: 'g', kind: 'group' },
      { name: 's', kind: 'switch', branches: [] },
      { name: 't', kind: 'switch', return: 'x', branches: [{ steps: [step('x')] }, { when: 'true', steps: [] }] },
      { name: 'r', kind: 'repeat', steps: [step('x')] },
      step('e', { steps: [step('x')], return: 'x' }),
    ]
    expect(errors(flow(steps))).toEqual([
      'EMPTY_CONTAINER /steps/0/steps',
      'NO_BRANCH /steps/1/branches',
      'NOT_A_CONTAINER /steps/2/return',
      'DEFAULT_BRANCH_NOT_LAST /steps/2/branches/0',
      'EMPTY_CONTAINER /steps/2/branches/1/steps',
      'NOT_A_CONTAINER /steps/4/steps',
      'NOT_A_CONTAINER /steps/4/return',
      'UNLIMITED_REPEAT /steps/3/config',
    ])
  })
})

describe('texts', () => {
  it('parses every expression and gives the place of the fault', () => {
    const bad = 'a +'
    const steps = [
      step('a', {
        config: { expr: bad },
        arguments: [{ name: 'x', from: { value: 1 }, transform: bad }],
        guards: [{ when: bad }],
        onError: [{ when: bad, then: 'continue', value: bad }],
        cache: { key: bad, ttl: 'PT1S', scope: 'workflow' },
      }),
      { name: 's', kind: 'switch', branches: [{ when: bad, steps: [step('x')] }] },
    ]
    const problems = validate(flow(steps, { inputs: [{ name: 'i', transform: bad }] }), surroundings).filter(({ code }) => code === 'BAD_EXPRESSION')
    expect(problems.map(({ path }) => path)).toEqual([
      '/inputs/0/transform',
      '/steps/0/arguments/0/transform',
      '/steps/0/guards/0/when',
      '/steps/0/onError/0/when',
      '/steps/0/onError/0/value',
      '/steps/0/cache/key',
      '/steps/0/config/expr',
      '/steps/1/branches/0/when',
    ])
    expect(problems[0]?.message).toContain('at character 3')
    expect(errors(flow([step('a', { config: { expr: '('.repeat(9_999) } }), step('b', { config: { expr: 'x'.repeat(10_001) } })]))).toHaveLength(2)
  })

  it('parses every duration', () => {
    const wrong = step('a', { timeout: '5m', retry: { max: 1, backoff: { initial: 'P1Y', max: '' } }, onError: [{ when: 'true', then: 'retry', delay: 'PT' }], cache: { ttl: 'x', scope: 'workflow' } })
    const problems = validate(flow([wrong], { options: { timeout: 'P1M', drain: 'PT1,5S' } }), surroundings)
    expect(problems.map(({ path }) => path)).toEqual(['/options/timeout', '/steps/0/timeout', '/steps/0/retry/backoff/initial', '/steps/0/retry/backoff/max', '/steps/0/onError/0/delay', '/steps/0/cache/ttl'])
    expect(problems[0]?.message).toContain('years and months')
  })

  it('checks schemas of inputs and their defaults', () => {
    const inputs = [
      { name: 'a', schema: { type: 'strnig' } },
      { name: 'b', schema: { properties: { x: { pattern: '(' } } } },
      { name: 'c', schema: { type: 'object', properties: { n: { type: 'number' } } }, default: { n: 'x' } },
      { name: 'd', schema: { type: 'string' }, default: null },
    ]
    const using = { arguments: inputs.map(({ name }) => ({ name, from: { input: name } })) }
    expect(found(flow([step('x', using)], { inputs }))).toEqual(['BAD_SCHEMA /inputs/0/schema/type', 'BAD_SCHEMA /inputs/1/schema/properties/x/pattern', 'BAD_DEFAULT /inputs/2/default/n'])
  })
})

describe('composition', () => {
  const composes = (workflow: string, more: object = {}) => ({ name: 'c', kind: 'compose', config: { workflow }, ...more })
  const library = new Map<string, object>([
    ['inner', flow([step('a')], { name: 'inner', inputs: [{ name: 'n', schema: { type: 'number' } }, { name: 'o', default: null }, { name: 'p', required: false }] })],
    ['loop', flow([composes('pool')], { name: 'loop' })],
    ['pool', flow([composes('loop')], { name: 'pool' })],
    ['flow', flow([step('a')])],
    ['back', flow([composes('flow')], { name: 'back' })],
  ])
  // the library holds documents of any content
  const around: Surroundings = { catalog: fakeCatalog, workflow: (name) => library.get(name) as ReturnType<NonNullable<Surroundings['workflow']>> }

  it('fits arguments to inputs', () => {
    expect(errors(flow([composes('inner', { arguments: [{ name: 'n', from: { value: 1 } }] })]), around)).toEqual([])
    expect(errors(flow([composes('inner', { arguments: [{ name: 'm', from: { value: 1 } }] })]), around)).toEqual(['UNKNOWN_ARGUMENT /steps/0/arguments/0/name', 'MISSING_ARGUMENT /steps/0/arguments'])
    expect(errors(flow([composes('inner', { arguments: [{ name: 'n', from: { value: 'x' } }] })]), around)).toEqual(['BAD_ARGUMENT /steps/0/arguments/0/from/value'])
    expect(errors(flow([composes('none')]), around)).toEqual(['UNKNOWN_WORKFLOW /steps/0/config/workflow'])
  })

  it.each([
    ['flow', 'flow → flow'],
    ['back', 'flow → back → flow'],
    ['loop', 'flow → loop → pool → loop'],
  ])('refuses recursion through %s', (name, chain) => {
    const [problem] = validate(flow([composes(name)]), around)
    expect(problem).toMatchObject({ code: 'COMPOSE_RECURSION', message: expect.stringContaining(chain) })
  })
})

describe('advice', () => {
  it('names what is not used', () => {
    const document = flow([step('a'), { name: 'g', kind: 'group', steps: [step('x'), step('y')] }, { name: 'pay', kind: 'charge' }, step('end')], { inputs: [{ name: 'i' }], handlers: [step('h')] })
    expect(found(document)).toEqual(['UNUSED_INPUT /inputs/0', 'UNUSED_HANDLER /handlers/0', 'UNUSED_STEP /steps/0', 'UNUSED_STEP /steps/1', 'UNUSED_STEP /steps/1/steps/0'])
    expect(found(flow([{ name: 'pay', kind: 'charge' }, step('end')], { options: { evaluation: 'lazy' } }))).toEqual(['UNUSED_STEP /steps/0'])
  })

  it('names waits that arguments imply', () => expect(found(flow([step('a'), step('b', { ...reads('a'), waitFor: ['a'] })]))).toEqual(['REDUNDANT_WAIT /steps/1/waitFor/0']))

  it('names steps that can fail where no rollback helps', () => {
    const pay = { name: 'pay', kind: 'charge' }
    const after = { name: 'ship', kind: 'group', waitFor: ['pay'], steps: [{ name: 'post', kind: 'charge' }, step('note')] }
    expect(found(flow([pay, after]))).toEqual(['FAILURE_AFTER_IRREVERSIBLE /steps/1/steps/0'])
    expect(found(flow([{ ...pay, role: 'pivot' }, after]))).toEqual(['NO_RETRY_AFTER_PIVOT /steps/1/steps/0'])
    const code = step('code', { kind: 'code', config: { source: 'return 1' }, waitFor: ['pay'] })
    expect(found(flow([pay, code]))).toEqual(['FAILURE_AFTER_IRREVERSIBLE /steps/1'])
    expect(found(flow([pay, { ...code, role: 'retriable' }]))).toEqual([])
    expect(found(flow([{ ...pay, role: 'pivot' }, code]))).toEqual(['NO_RETRY_AFTER_PIVOT /steps/1'])
    expect(found(flow([{ ...pay, undo: 'refund' }, after], { handlers: [step('refund')] }))).toEqual([])
    expect(found(flow([{ ...pay, undo: 'none', role: 'compensatable' }]))).toEqual(['NO_UNDO /steps/0/role'])
  })

  it('names an undo that does once more what it is to undo', () => {
    const charge = (name: string, amount: number) => ({ name, kind: 'charge', config: { amount } })
    const undone = (handler: object) => found(flow([{ ...charge('pay', 5), undo: 'refund' }], { handlers: [handler] }))
    expect(undone(charge('refund', 5))).toEqual(['UNDO_REPEATS /handlers/0/config'])
    expect(undone(charge('refund', -5))).toEqual([])
    expect(undone({ name: 'refund', kind: 'charge' })).toEqual([])
    // what it is given can make it another call
    expect(undone({ ...charge('refund', 5), arguments: [{ name: 'value', from: { origin: 'value' } }] })).toEqual(['UNDO_REPEATS /handlers/0/config'])
    expect(undone({ ...charge('refund', 5), arguments: [{ name: 'what', from: { value: 'refund' } }] })).toEqual([])
    expect(found(flow([step('look', { undo: 'again' })], { handlers: [step('again')] }))).toEqual([])
  })
})

it('documents every code', () => {
  const text = readFileSync(new URL('../../../docs/reference/problems.md', import.meta.url), 'utf8')
  const documented = [...text.matchAll(/^\| `([A-Z_]+)` \| (error|warning) \|/gm)].map(([, code, severity]) => [code, severity])
  expect(Object.fromEntries(documented)).toEqual(problemCodes)
})
