import { documentSchema, validate, walkSteps, type Step } from '@eddy/workflow'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { catalog } from './contract.ts'

const contracts = catalog.list().map((contract) => ({ ...contract, toString: () => contract.kind }))

it('lists every kind once', () => {
  const kinds = catalog.list().map(({ kind }) => kind)
  expect(new Set(kinds).size).toBe(kinds.length)
  // section 6 of the engine's design, and the catalogue's
  const owed = 'group around switch map reduce repeat compose collect race rules machine template debug fail expression code http.request http.stream file.read file.write file.append file.copy file.move file.link file.mkdir file.rm file.stat file.chmod file.chown file.glob file.read_stream wait.timer wait.until wait.signal send.signal log notify lock cache llm.generate agent.task agent.handoff worker.start worker.stop worker.restart blackboard.write blackboard.read claim claim.release metric approval escalate workflow.validate workflow.optimize workflow.compile workflow.publish workflow.run'
  expect(owed.split(' ').filter((kind) => !kinds.includes(kind))).toEqual([])
})

describe.each(contracts)('the contract of %s', (contract) => {
  it('describes every field for the inspector, and allows no others', () => {
    const schema = z.toJSONSchema(contract.config, { io: 'input' })
    expect(schema.additionalProperties).toBe(false)
    for (const field of Object.values(schema.properties ?? {})) expect(field).toMatchObject({ title: expect.any(String), description: expect.any(String) })
    for (const key of contract.expressions ?? []) expect(Object.keys(schema.properties ?? {})).toContain(key)
  })

  it('has sound examples', () => {
    expect(contract.examples.length).toBeGreaterThan(0)
    for (const { step } of contract.examples) {
      expect(step.kind).toBe(contract.kind)
      expect(contract.config.safeParse(step.config ?? {}).error).toBeUndefined()
      const document = { eddy: 1 as const, name: 'example', steps: [step] }
      expect(documentSchema.safeParse(document).error).toBeUndefined()
      expect([...walkSteps(document)].length).toBeGreaterThan(0)
      expect(validate(document, { catalog, workflow: () => undefined }).filter(({ severity, code }) => severity === 'error' && code !== 'UNKNOWN_WORKFLOW')).toEqual([])
      expect(JSON.parse(JSON.stringify(contract.fake(step, {})))).toEqual(contract.fake(step, {}))
    }
  })
})

describe('a check', () => {
  const problems = (kind: string, config: NonNullable<Step['config']>) => catalog.get(kind)?.check?.({ name: 'it', kind, config }).map(({ path }) => path)
  it('finds expressions that cannot be read in texts', () => {
    expect(problems('template', { template: 'Dear {{ name }}, {{ 1 + }}' })).toEqual(['/config/template'])
    expect(problems('fail', { message: '{{ name' })).toEqual(['/config/message'])
    expect(problems('http.request', { method: 'POST', url: 'http://h/', body: { list: [{ 'a/b': '{{ ( }}' }] } })).toEqual(['/config/body/list/0/a~1b'])
    expect(problems('http.request', { url: 'http://h/{{ id }}' })).toEqual([])
  })
  it('refuses a body that cannot be sent', () => expect(problems('http.request', { url: 'http://h/', body: {} })).toEqual(['/config/body']))
  it('wants a time to wait', () => expect(problems('wait.timer', {})).toEqual(['/config/duration']))
  it('refuses what is no duration', () => expect(catalog.get('wait.timer')?.config.safeParse({ duration: '5 minutes' }).success).toBe(false))
})

it('knows the effects of requests', () => {
  const contract = catalog.get('http.request')
  const of = (method: string) => {
    const step = { name: 'it', kind: 'http.request', config: { method, url: 'http://h/' } }
    return [typeof contract?.effects === 'function' && contract.effects(step), typeof contract?.idempotent === 'function' && contract.idempotent(step)]
  }
  expect(of('GET')).toEqual([[], true])
  expect(of('PUT')).toEqual([['HTTP PUT http://h/'], true])
  expect(of('POST')).toEqual([['HTTP POST http://h/'], false])
})
