import { readFileSync } from 'node:fs'
import { brokenExpectations, failureMatrix, setStage } from '@eddy/rehearsal'
import { catalog } from '@eddy/steps/contract'
import { createLogic } from '@eddy/steps/logic'
import { createEvaluator } from '@eddy/steps/run'
import { validate } from '@eddy/workflow'
import { afterAll, describe, expect, it } from 'vitest'
import { readTemplates } from '../src/template/templates.ts'
import { composedBy, openTemplateLab, withLab } from './template-lab.ts'

const templates = readTemplates(null)
const evaluator = createEvaluator()
afterAll(() => evaluator.close())

// most of the time is spent waiting, as in a run
describe.concurrent.each(templates.map((template) => [template.name, template] as const))('%s', (name, template) => {
  it('has no problem, a good sample, a bad one, and a word for everything that a card shows', () => {
    for (const document of [template.document, ...(template.composes ?? [])]) expect(validate(document, { catalog, workflow: composedBy(template) })).toEqual([])
    const ends = template.samples.map(({ expect: end }) => end)
    expect(ends).toContain('succeeded')
    expect(ends).toContain('rolled_back')
    for (const word of [template.title, template.description, template.category]) expect(word.trim()).not.toBe('')
    expect(template.tags.length).toBeGreaterThan(0)
    expect(Object.keys(template.document.view?.positions ?? {})).toEqual(expect.arrayContaining(template.document.steps.map((step) => step.name)))
  })

  it.each(template.samples.map((sample) => [sample.title, sample] as const))('%s', async (_title, sample) => {
    await withLab(name, async (lab) => {
      const before = await lab.world()
      const { result } = await lab.run(sample)
      expect({ status: result.status, error: result.error?.message }).toMatchObject({ status: sample.expect })
      if (sample.value !== undefined) expect(result).toMatchObject({ value: sample.value })
      if (sample.expect === 'succeeded') return
      expect(result.error).toMatchObject(sample.error ?? {})
      expect(result.left).toEqual([])
      // steps that ran beside each other may have come to their end in another order
      expect(result.undone.toSorted()).toEqual(sample.undone?.toSorted())
      expect(await lab.world()).toEqual(before)
      expect(lab.claimsHeld()).toEqual([])
    })
  })

  it('meets every expectation of its failure matrix', async () => {
    const { expectations = [], fixture } = template
    expect(expectations.length).toBeGreaterThan(0)
    const stage = setStage(template.document, { catalog, logic: createLogic({ evaluator }), workflow: composedBy(template) })
    const matrix = await failureMatrix(stage, { ...(fixture ? { fixture } : {}), kinds: [...new Set(expectations.map(({ kind }) => kind))] })
    expect(matrix.base.end).toBe('succeeded')
    expect(brokenExpectations(matrix, expectations)).toEqual([])
  })
})

describe('coordinate_claims with several agents at once', () => {
  const claims = (priority: string) => [1, 2, 3, 4, 5].map((agent) => ({ title: '', expect: 'succeeded' as const, input: { work_claim: { work_type: 'build', priority, description: 'Build it', agent_id: `agent-${agent}` }, claims_file: 'coordination/claims.json' } }))

  it.each([['medium', 5], ['high', 1]])('of five %s claims of one kind of work %i stand', async (priority, standing) => {
    await withLab('coordinate_claims', async (lab) => {
      const ends = await Promise.all(claims(priority).map(async (sample) => (await lab.run(sample)).result))
      expect(ends.filter(({ status }) => status === 'succeeded')).toHaveLength(standing)
      for (const { error } of ends) if (error) expect(error.code).toBe('COORDINATION_CONFLICT')
      const written = JSON.parse((await lab.world()).files['coordination/claims.json'] ?? '[]') as readonly object[]
      expect(written).toHaveLength(standing)
      for (const claim of written) expect(Object.keys(claim)).toEqual(expect.arrayContaining(['id', 'work_type', 'priority', 'description', 'agent_id', 'status', 'claimed_at']))
    })
  })
})

describe('generate a workflow', () => {
  it.each([0, 1])('sample %i: what was generated has really been published, run, and has counted', async (index) => {
    await withLab('workflow_generation', async (lab) => {
      const sample = lab.template.samples[index]
      if (!sample) throw new Error('there is no such sample')
      const { result } = await lab.run(sample)
      expect(result).toMatchObject({ status: 'succeeded' })
      const { files, workflows } = await lab.world()
      expect({ total: files['output/result.txt'], workflows }).toEqual({ total: '15', workflows: ['count_words'] })
    })
  })
})

it('stands in the reference as it is', () => {
  const page = readFileSync(new URL('../../../docs/reference/templates.md', import.meta.url), 'utf8')
  for (const { title, category, samples } of templates) expect(page).toContain(`| ${title} | ${category} | ${samples.map((sample) => sample.title).join(' · ')} |`)
})

it('reads the folder once', async () => {
  const lab = await openTemplateLab('book_trip')
  expect(readTemplates('http://127.0.0.1:1')).toBe(readTemplates('http://127.0.0.1:1'))
  await lab.close()
})
