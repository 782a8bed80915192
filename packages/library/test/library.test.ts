import { describe, expect, it } from 'vitest'
import { setStage } from '@eddy/rehearsal'
import { catalog } from '@eddy/steps/contract'
import { createLogic } from '@eddy/steps/logic'
import { createEvaluator } from '@eddy/steps/run'
import { contentHash, validate, type WorkflowDocument } from '@eddy/workflow'
import { signBundle, signingKey, verifyBundle, type BundledPackage } from '../src/bundle/index.ts'
import { applyMapping, exposedOutputs, exposeOutputs, failureContract, manifestOf, pinComposed, searchTerms } from '../src/index.ts'

const charge: WorkflowDocument = {
  eddy: 1,
  name: 'charge',
  title: 'Charge a card',
  inputs: [{ name: 'amount', schema: { type: 'number' } }],
  steps: [
    { name: 'pay', kind: 'http.request', config: { method: 'POST', url: 'https://Pay.example.com/charges', body: { amount: '{{ amount }}', key: '{{ key }}' } }, arguments: [{ name: 'amount', from: { input: 'amount' } }, { name: 'key', from: { secret: 'PAY_KEY' } }], undo: 'refund' },
    { name: 'tell', kind: 'http.request', config: { method: 'POST', url: '{{ hook }}/done' }, arguments: [{ name: 'hook', from: { value: 'https://hook.example.com' } }], waitFor: ['pay'] },
    { name: 'answer', kind: 'expression', config: { expr: 'amount * 2' }, arguments: [{ name: 'amount', from: { input: 'amount' } }], waitFor: ['tell'] },
  ],
  handlers: [{ name: 'refund', kind: 'http.request', config: { method: 'DELETE', url: 'https://pay.example.com/charges/1' }, arguments: [{ name: 'key', from: { secret: 'PAY_KEY' } }] }],
}
const shop: WorkflowDocument = { eddy: 1, name: 'shop', steps: [{ name: 'charging', kind: 'compose', config: { workflow: 'charge' }, arguments: [{ name: 'amount', from: { value: 3 } }] }] }

describe('the manifest', () => {
  it('names secrets, hosts, kinds, effects and what is composed', () => {
    const manifest = manifestOf(shop, { catalog, composed: { charge } })
    expect(manifest).toMatchObject({ secrets: ['PAY_KEY'], hosts: ['https://pay.example.com', null], kinds: ['compose', 'expression', 'http.request'], composes: ['charge'], steps: 1 })
    expect(manifest.effects.map(({ effect, steps }) => [effect, steps])).toEqual([['HTTP POST https://Pay.example.com/charges', ['charging']], ['HTTP POST {{ hook }}/done', ['charging']]])
  })

  it('says what comes out where the kind does', () => {
    expect(manifestOf({ ...charge, return: 'pay' }, { catalog }).output).toMatchObject({ type: 'object' })
    expect(manifestOf(charge, { catalog }).output).toBeNull()
  })
})

describe('mapping', () => {
  it('gives secrets, hosts and composed workflows the names that they have here', () => {
    const mapped = applyMapping(charge, { secrets: { PAY_KEY: 'OUR_KEY' }, hosts: { 'https://pay.example.com': 'http://127.0.0.1:9/' } })
    expect(manifestOf(mapped, { catalog })).toMatchObject({ secrets: ['OUR_KEY'], hosts: ['http://127.0.0.1:9', null] })
    expect(mapped.steps[0]?.config?.['url']).toBe('http://127.0.0.1:9/charges')
    expect(applyMapping(shop, { workflows: { charge: 'charge_2@1' } }).steps[0]?.config).toEqual({ workflow: 'charge_2@1' })
  })

  it('leaves a document alone that has nothing of it', () => {
    expect(applyMapping(charge, { secrets: { OTHER: 'X' } })).toEqual(charge)
  })
})

describe('S-58: agent slots', () => {
  const team: WorkflowDocument = {
    eddy: 1,
    name: 'team',
    steps: [
      { name: 'build', kind: 'agent.task', config: { agent: 'developer', action: 'implement' } },
      { name: 'again', kind: 'agent.task', config: { agent: 'developer', action: 'perform' } },
      { name: 'chunk', kind: 'agent.task', config: { pool: 'worker', action: 'process', seed: '1' } },
      { name: 'any', kind: 'agent.task', config: { agent: '{{ who }}', action: 'perform' } },
      { name: 'over', kind: 'agent.handoff', config: { to: 'developer', subject: 'x' } },
    ],
  }

  it('are the agents and pools that steps name, with what they are asked to do', () => {
    expect(manifestOf(team, { catalog }).agents).toEqual([
      { name: 'developer', as: 'agent', actions: ['implement', 'perform'], steps: ['build', 'again'] },
      { name: 'worker', as: 'pool', actions: ['process'], steps: ['chunk'] },
    ])
  })

  it('are bound where the workflow is used: an agent for an agent, and for a pool', () => {
    const bound = applyMapping(team, { agents: { developer: 'architect', worker: 'worker-2' } })
    expect(bound.steps.map(({ config }) => config)).toEqual([
      { agent: 'architect', action: 'implement' },
      { agent: 'architect', action: 'perform' },
      { agent: 'worker-2', action: 'process', seed: '1' },
      { agent: '{{ who }}', action: 'perform' },
      { to: 'architect', subject: 'x' },
    ])
    expect(validate(bound, { catalog }).filter(({ severity }) => severity === 'error')).toEqual([])
  })
})

describe('exposed outputs', () => {
  it('are what the workflow returns then', () => {
    const exposed = exposeOutputs(charge, [{ as: 'charge', step: 'pay', path: ['body', 'id'] }, { as: 'double', step: 'answer' }])
    expect(validate(exposed, { catalog }).filter(({ severity }) => severity === 'error')).toEqual([])
    expect(exposed.return).toBe('outputs')
    expect(exposed.steps.at(-1)?.arguments).toEqual([{ name: 'charge', from: { result: 'pay' }, path: ['body', 'id'] }, { name: 'double', from: { result: 'answer' } }])
    expect(exposeOutputs(charge, [])).toBe(charge)
    expect(exposedOutputs(exposed)).toEqual([{ as: 'charge', step: 'pay', path: ['body', 'id'] }, { as: 'double', step: 'answer' }])
    expect(exposedOutputs(charge)).toEqual([])
  })
})

describe('pinning what is composed', () => {
  it('names the content, all the way down', () => {
    const mall: WorkflowDocument = { eddy: 1, name: 'mall', steps: [{ name: 'shopping', kind: 'compose', config: { workflow: 'shop@2' } }] }
    const { document, composed } = pinComposed(mall, { 'shop@2': shop, charge })
    const [outer] = Object.keys(composed).filter((reference) => reference.startsWith('shop@'))
    expect(document.steps[0]?.config).toEqual({ workflow: outer })
    expect(composed[`charge@${contentHash(charge)}`]).toEqual(charge)
    expect(validate(document, { catalog, workflow: (reference) => composed[reference] }).filter(({ severity }) => severity === 'error')).toEqual([])
  })
})

describe('the failure contract', () => {
  it('is what rehearsals come to, not what anybody says', async () => {
    const evaluator = createEvaluator()
    const contract = await failureContract(setStage(charge, { catalog, logic: createLogic({ evaluator }) }), { engine: '0', at: new Date(0), fixture: { name: 'three', input: { amount: 3 }, pins: {} } })
    await evaluator.close()
    expect(contract).toMatchObject({ engine: '0', rehearsedAt: '1970-01-01T00:00:00.000Z', contentHash: contentHash(charge), fixture: 'three', base: { end: 'succeeded' }, omitted: 0 })
    expect(contract.cells.find(({ step, kind }) => step === 'answer' && kind === 'fail')).toMatchObject({ end: 'rolled_back', undone: ['pay'], residue: ['tell'] })
    expect(contract.coverage.percent).toBe(50)
    expect(contract.counts.rehearsed).toBe(contract.counts.clean + contract.counts.residue)
    expect(contract.sentence).toMatch(/^\d+ failures rehearsed: \d+ leave nothing behind, \d+ leave something\. 50 % of the effects are taken back\.$/)
  })
})

describe('a bundle', () => {
  const entry: BundledPackage = { name: 'charge', number: 1, title: 'Charge', description: '', category: 'payment', tags: [], note: '', publishedAt: new Date(0).toISOString(), publishedBy: null, origin: null, contentHash: contentHash(charge), document: charge as never, composed: {}, samples: [{ title: 'Three', input: { amount: 3 }, expect: 'succeeded' }], expectations: [] }
  const bundle = () => JSON.parse(JSON.stringify(signBundle([entry], { key: signingKey(), name: 'Ada', at: new Date(0) }))) as ReturnType<typeof signBundle>

  it('is believed as it was signed, after any way of writing it down', () => {
    expect(verifyBundle(bundle())).toMatchObject({ ok: true })
    expect(verifyBundle(JSON.parse(JSON.stringify(bundle(), null, 4)))).toMatchObject({ ok: true })
    expect(verifyBundle(Object.fromEntries(Object.entries(bundle()).reverse()))).toMatchObject({ ok: true })
  })

  it('is refused when anything of it was changed', () => {
    const tampered: ((signed: ReturnType<typeof bundle>) => unknown)[] = [
      (signed) => ({ ...signed, createdAt: new Date(1).toISOString() }),
      (signed) => ({ ...signed, signer: { ...signed.signer, name: 'Eve' } }),
      (signed) => ({ ...signed, signer: { name: 'Ada', publicKey: signingKey().publicKey } }),
      (signed) => ({ ...signed, signature: `${signed.signature.slice(0, -4)}AAA=` }),
      (signed) => ({ ...signed, packages: signed.packages.map((one) => ({ ...one, document: { ...one.document, title: 'Other' } })) }),
      (signed) => ({ ...signed, packages: signed.packages.map((one) => ({ ...one, samples: [] })) }),
    ]
    for (const change of tampered) expect(verifyBundle(change(bundle()))).toMatchObject({ ok: false, problems: [{ code: 'BUNDLE_TAMPERED' }] })
  })

  it('is refused with everything that is wrong when it is none', () => {
    expect(verifyBundle({ bundle: 1 })).toMatchObject({ ok: false })
    expect(verifyBundle(null)).toMatchObject({ ok: false, problems: [{ code: 'BUNDLE_INVALID' }] })
  })

  it('is refused when a document is not the one of its hash, though it was signed', () => {
    const wrong = signBundle([{ ...entry, contentHash: '0'.repeat(64) }], { key: signingKey(), name: 'Ada', at: new Date(0) })
    expect(verifyBundle(wrong)).toMatchObject({ ok: false, problems: [{ path: '/packages/0/document' }] })
  })
})

describe('searching', () => {
  it('takes words apart', () => {
    expect(searchTerms('  Book-a TRIP, Zürich! ')).toEqual(['book', 'a', 'trip', 'zürich'])
  })
})
