import { expect, it } from 'vitest'
import { ok, runDocument, step, type Script } from '../testing/index.ts'

const soon: Script = () => new Promise((resolve) => setTimeout(() => resolve(ok(1)), 5))

it.each(['eager', 'lazy'] as const)('S1 a workflow without steps succeeds with null (%s)', async (evaluation) => {
  const { run, log } = runDocument({ steps: [], options: { evaluation } })
  expect(await run.settled()).toMatchObject({ status: 'succeeded', value: null })
  expect(log()).toEqual(['run.started', 'run.succeeded'])
})

it('H7 H1 a run that was asked to halt during its last step succeeds when it is resumed, from its log too', async () => {
  const whole = runDocument({ steps: [step('a')] }, { scripts: { a: soon } })
  await expect.poll(() => whole.log()).toContain('step.started a')
  whole.run.halt()
  expect((await whole.run.settled()).status).toBe('halted')
  const halted = [...whole.events]
  whole.run.resume()
  expect(await whole.run.settled()).toMatchObject({ status: 'succeeded', value: 1 })
  const again = runDocument({ steps: [step('a')] }, { recover: halted })
  again.run.resume()
  expect(await again.run.settled()).toMatchObject({ status: 'succeeded', value: 1 })
})

it('H6 a halted run whose new version has nothing left to do succeeds when it is resumed', async () => {
  const whole = runDocument({ steps: [step('a'), step('b', { after: ['a'] })] }, { scripts: { a: soon } })
  await expect.poll(() => whole.log()).toContain('step.started a')
  whole.run.halt()
  expect((await whole.run.settled()).status).toBe('halted')
  whole.run.adapt({ document: { eddy: 1, name: 'test', steps: [step('a')] }, hash: 'v2' })
  whole.run.resume()
  expect(await whole.run.settled()).toMatchObject({ status: 'succeeded', value: 1 })
})

it('H6 so does a container of which the new version has nothing left to do', async () => {
  const group = (...names: readonly string[]) => [step('g', { kind: 'group', steps: names.map((name, i) => step(name, i === 0 ? {} : { after: names.slice(0, i) })) }), step('z', { after: ['g'] })]
  const whole = runDocument({ steps: group('a', 'b') }, { scripts: { a: soon, z: () => ok('end') } })
  await expect.poll(() => whole.log()).toContain('step.started g.a')
  whole.run.halt()
  expect((await whole.run.settled()).status).toBe('halted')
  whole.run.adapt({ document: { eddy: 1, name: 'test', steps: group('a') }, hash: 'v2' })
  whole.run.resume()
  expect(await whole.run.settled()).toMatchObject({ status: 'succeeded', value: 'end' })
})
