import { readFileSync } from 'node:fs'
import { brokenExpectations, failureMatrix, setStage } from '@eddy/rehearsal'
import { catalog } from '@eddy/steps/contract'
import { createLogic } from '@eddy/steps/logic'
import { createEvaluator } from '@eddy/steps/run'
import { validate, walkSteps } from '@eddy/workflow'
import { afterAll, describe, expect, it } from 'vitest'
import { readTemplates } from '../src/template/templates.ts'
import { composedBy, openTemplateLab, withLab, type TemplateLab } from './template-lab.ts'

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

describe('coordinate_claims', () => {
  const claim = (agent: number, priority: string) => ({ title: '', expect: 'succeeded' as const, input: { work_claim: { work_type: 'build', priority, description: 'Build it', agent_id: `agent-${agent}` }, coordination_config: { dir: 'coordination', claims_file: 'claims.json', mode: 'wait' } } })
  const written = async (lab: TemplateLab) => JSON.parse((await lab.world()).files['coordination/claims.json'] ?? '[]') as readonly { readonly [name: string]: string }[]

  it('S-184, S-232: a single claim, the structure of its file, and the six fields that it needs', async () => {
    await withLab('coordinate_claims', async (lab) => {
      const { result } = await lab.run(claim(1, 'high'))
      expect(result).toMatchObject({ status: 'succeeded' })
      const claims = await written(lab)
      expect(claims).toHaveLength(1)
      for (const field of ['work_item_id', 'agent_id', 'work_type', 'status', 'claimed_at', 'coordination_id']) expect(claims[0]?.[field]).toEqual(expect.stringMatching(/./))
      expect(Number.isNaN(Date.parse(claims[0]?.['claimed_at'] ?? ''))).toBe(false)
      expect(Object.keys((await lab.world()).files).filter((file) => file.endsWith('claims.json.lock'))).toEqual([])
    })
  })

  it.each([['medium', 3, 3], ['medium', 5, 5], ['high', 5, 1]])('S-232: of %2$i %1$s claims at once of one kind of work %3$i stand', async (priority, agents, standing) => {
    await withLab('coordinate_claims', async (lab) => {
      const ends = await Promise.all(Array.from({ length: agents }, async (_, agent) => (await lab.run(claim(agent + 1, priority))).result))
      expect(ends.filter(({ status }) => status === 'succeeded')).toHaveLength(standing)
      for (const { error } of ends) if (error) expect(error.code).toBe('coordination_conflict')
      expect(await written(lab)).toHaveLength(standing)
    })
  })
})

describe('the templates of D', () => {
  /** What each family of the catalogue is shown by. */
  const OWED: readonly (readonly [string, string, readonly string[]])[] = [
    ['S-178, D.1', 'aps_process', ['read_aps_file', 'parse_aps_file', 'assign_agent', 'execute_workflow_step', 'handle_handoff', 'update_metrics', 'rollback_workflow_state']],
    ['S-179, D.2', 'autonomous_improvement', ['discover_opportunities', 'analyze_system_state', 'analyze_performance_patterns', 'aggregate_analysis', 'generate_improvement_plan', 'implement_improvements', 'validate_improvements', 'deploy_improvements', 'monitor_results', 'rollback_improvements']],
    ['S-180, D.3', 'error_recovery', ['analyze_error', 'determine_recovery_strategy', 'execute_recovery', 'validate_recovery', 'update_error_knowledge', 'escalate_error']],
    ['S-181, D.4', 'workflow_generation', ['analyze_requirements', 'generate_workflow_structure', 'optimize_workflow', 'generate_reactor_code', 'validate_generated_workflow', 'deploy_and_test']],
    ['S-182, D.5', 'agent_swarm', ['initialize_scrum_coordination', 'assign_agents_atomically', 'execute_coordinated_work', 'monitor_cross_agent_progress', 'coordinate_handoffs', 'complete_and_release_claims', 'update_art_metrics', 'emergency_coordination_recovery']],
    ['S-183, D.6', 'process_chunks', ['process_chunks', 'process_chunk', 'results']],
    ['S-184, D.7', 'coordinate_claims', ['ensure_coordination_directory', 'read_existing_claims', 'check_coordination_conflicts', 'create_updated_claims', 'write_claims_atomically']],
    ['S-135', 'agent_startup', ['check_config', 'reserve_name', 'start_worker', 'probe', 'announce']],
    ['S-135', 'agent_shutdown', ['stop_intake', 'drain', 'snapshot', 'stop_worker', 'release_name']],
    ['S-135', 'agent_recovery', ['detect', 'snapshot', 'restart', 'restore', 'ask_a_person']],
  ]
  it.each(OWED)('%s: %s has its named steps', (_ids, name, steps) => {
    const document = templates.find((template) => template.name === name)?.document
    const names = document ? [...walkSteps(document)].map(({ step }) => step.name) : []
    expect(steps.filter((step) => !names.includes(step))).toEqual([])
  })

  it('S-192: one for each system that will use workflows', () => {
    const owed = ['tool_chain', 'plan_and_execute', 'remember_and_recall', 'tell_everybody', 'dialogue_turn', 'guard_check', 'prompt_rollout', 'release_train', 'budget_guard']
    expect(owed.filter((name) => !templates.some((template) => template.name === name))).toEqual([])
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
