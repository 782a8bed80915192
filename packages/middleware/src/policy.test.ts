import { describe, expect, it } from 'vitest'
import { plan, type Outcome, type StepRequest } from '@eddy/engine'
import { fakeCatalog, ok, step } from '@eddy/engine/testing'
import type { Step, WorkflowDocument } from '@eddy/workflow'
import { policy } from './policy.ts'
import { matches } from './pattern.ts'
import type { PolicyRules } from './policy-breach.ts'
import { hostOf } from './static-host.ts'
import { request } from './testing/request.ts'

const http = (name: string, url: string, more: Partial<Step> = {}) => step(name, { kind: 'http.request', config: { url }, ...more })

async function judge(rules: PolicyRules, document: Partial<WorkflowDocument>, workflows: { readonly [name: string]: WorkflowDocument } = {}) {
  const planned = plan({ eddy: 1, name: 'test', steps: [step('a')], ...document }, { catalog: fakeCatalog(), workflow: (name) => workflows[name] })
  const answer = await policy(rules).init?.({ runId: 'run', plan: planned, input: {}, status: 'running' })
  return answer?.refuse
}

const messages = async (...args: Parameters<typeof judge>) => ((await judge(...args))?.details as readonly { readonly message: string }[] | undefined)?.map(({ message }) => message)

function execute(rules: PolicyRules, asked: StepRequest): { readonly outcome: Outcome | Promise<Outcome> | undefined; readonly called: number } {
  let called = 0
  const outcome = policy(rules).execute?.(asked, () => (called++, ok(1)))
  return { outcome, called }
}

describe('policy', () => {
  it('lets through what no rule forbids', async () => {
    expect(await judge({}, { steps: [http('a', 'https://x.org')] })).toBeUndefined()
    expect(await judge({ kinds: { allow: ['pure', 'http.*'] }, hosts: { allow: ['*.org'] }, maxSteps: 2 }, { steps: [http('a', 'https://x.org/{{ id }}'), step('b')] })).toBeUndefined()
  })

  it('refuses a run with every reason at once', async () => {
    const steps = [http('call', 'https://evil.com/x'), step('code', { kind: 'code' }), step('third', { arguments: [{ name: 'k', from: { secret: 'prod_key' } }] })]
    expect(await judge({ kinds: { deny: ['code'] }, hosts: { allow: ['*.example.com'] }, secrets: { deny: ['prod_*'] }, maxSteps: 2 }, { steps })).toEqual({
      code: 'POLICY_REFUSED',
      retryable: false,
      message: 'the policy refuses this: step "call" calls the host "evil.com", which is not allowed; step "code" is of the kind "code", which is not allowed; step "third" takes the secret "prod_key", which is not allowed; the workflow has 3 steps, more than the 2 allowed',
      details: [
        { step: 'call', rule: 'host', what: 'evil.com', message: 'step "call" calls the host "evil.com", which is not allowed' },
        { step: 'code', rule: 'kind', what: 'code', message: 'step "code" is of the kind "code", which is not allowed' },
        { step: 'third', rule: 'secret', what: 'prod_key', message: 'step "third" takes the secret "prod_key", which is not allowed' },
        { step: '', rule: 'maxSteps', what: '3', message: 'the workflow has 3 steps, more than the 2 allowed' },
      ],
    })
  })

  it('looks into containers, branches, handlers, the failure lane and composed workflows', async () => {
    const code = step('c', { kind: 'code' })
    const deny: PolicyRules = { kinds: { deny: ['code'] } }
    const inner: WorkflowDocument = { eddy: 1, name: 'inner', steps: [code], handlers: [step('h', { kind: 'code' })] }
    const document = {
      steps: [step('g', { kind: 'group', steps: [step('s', { kind: 'switch', branches: [{ when: 'true', steps: [step('x')] }, { steps: [code] }] })] }), step('sub', { kind: 'compose', config: { workflow: 'inner' } })],
      handlers: [step('h', { kind: 'group', steps: [code] })],
      failure: { steps: [step('tell', { kind: 'code' })] },
    }
    expect((await judge(deny, document, { inner }))?.details).toMatchObject([{ step: 'g.s.c' }, { step: 'sub.c' }, { step: 'sub.handlers.h' }, { step: 'handlers.h.c' }, { step: 'tell' }])
    expect(await messages({ maxSteps: 5 }, document, { inner })).toEqual(['the workflow has 7 steps, more than the 5 allowed'])
  })

  it('knows hosts by name and by port, and refuses dynamic ones only when told to', async () => {
    const hosts = async (rules: NonNullable<PolicyRules['hosts']>, url: string) => (await judge({ hosts: rules }, { steps: [http('a', url)] })) === undefined
    expect(await hosts({ allow: ['localhost:8080'] }, 'http://LOCALHOST:8080/x')).toBe(true)
    expect(await hosts({ allow: ['localhost:8080'] }, 'http://localhost:9090/x')).toBe(false)
    expect(await hosts({ allow: ['localhost'] }, 'http://localhost:9090/x')).toBe(true)
    expect(await hosts({ deny: ['evil.com'] }, 'http://evil.com:81')).toBe(false)
    expect(await hosts({ deny: ['Evil.com'] }, 'http://evil.com./')).toBe(false)
    expect(await hosts({ allow: ['good.com'] }, 'http://good.com@evil.com/')).toBe(false)
    expect(await hosts({ allow: ['good.com'] }, 'http://{{ host }}/')).toBe(true)
    expect(await hosts({ allow: ['good.com'], dynamic: 'refuse' }, 'http://{{ host }}/')).toBe(false)
    expect(await hosts({ allow: ['good.com'], dynamic: 'refuse' }, 'http://good.com/{{ id }}')).toBe(true)
  })

  it('guards steps that come up while the run goes on', () => {
    const emitted = request({ step: http('more', 'http://evil.com/'), path: 'g.more' })
    expect(execute({ hosts: { deny: ['evil.com'] } }, emitted)).toEqual({
      called: 0,
      outcome: { kind: 'fail', error: { code: 'POLICY_REFUSED', retryable: false, message: 'the policy refuses this: step "g.more" calls the host "evil.com", which is not allowed', details: [{ step: 'g.more', rule: 'host', what: 'evil.com', message: 'step "g.more" calls the host "evil.com", which is not allowed' }] } },
    })
    expect(execute({ hosts: { allow: ['evil.com'] } }, emitted)).toEqual({ called: 1, outcome: ok(1) })
  })
})

describe('the host of a URL', () => {
  it('is dynamic as long as an expression could change it', () => {
    const kinds = ['http://a.org', 'http://a.org/{{ x }}', 'http://a.org?{{ x }}', 'http://a.org{{ x }}', 'http://a.org:{{ port }}/', 'http://u:{{ p }}@a.org/', '{{ base }}/x', 'http:///a.org/{{ x }}', 'nonsense', '/relative'].map((url) => hostOf(url))
    expect(kinds.map((found) => (found?.kind === 'static' ? found.host : found?.kind))).toEqual(['a.org', 'a.org', 'a.org', 'dynamic', 'dynamic', 'dynamic', 'dynamic', 'dynamic', undefined, undefined])
  })
})

describe('patterns', () => {
  it.each([
    ['*', '', true],
    ['a*c', 'abbc', true],
    ['a*c', 'ab', false],
    ['a*a', 'a', false],
    ['*.com', 'x.com', true],
    ['*.com', 'com', false],
    ['a*b*c', 'a1b2b3c', true],
    ['a*b*c', 'acb', false],
    ['abc', 'abc', true],
    ['abc', 'abcd', false],
    ['a.c', 'abc', false],
  ])('%s on %s: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected)
  })
})
