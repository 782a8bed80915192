import { catalog } from '@eddy/steps/contract'
import { contentHash, knownPins, partOf, planPart, resolveInputs, type Fixture, type Json, type Override, type PartMode, type PartPlan, type PastRun } from '@eddy/workflow'
import { createHash } from 'node:crypto'
import { fixtureRecord } from '../fixture/fixture-record.ts'
import { Refusal } from '../refusal.ts'
import { problemsOf, type Definition } from './definition.ts'
import { readPastRun, type PastRuns } from './past-run.ts'
import { runningDefinition, type TrialRecord } from './trial-record.ts'

export interface TrialRequest {
  /** A fixture of the workflow by its name, or one that is kept nowhere. */
  readonly fixture?: string | Fixture | undefined
  readonly part?: PartAsked | undefined
  /** Whose runs are real, always. */
  readonly environment?: string | undefined
  /** Settings that the definition has for this run only. */
  readonly tried?: Override | null | undefined
  /** Goes before the fixture's and the earlier run's. */
  readonly input?: unknown
}

export interface PartAsked {
  readonly target: string
  readonly mode: PartMode
  /** The run to take results from. */
  readonly from?: string | undefined
  /** The key of the plan that a person has seen; another plan is refused. */
  readonly expect?: string | undefined
}

export interface Subject {
  readonly workflowId: string
  readonly definition: Definition
}

export interface PreparedTrial {
  /** Null: the workflow as it is. */
  readonly record: TrialRecord | null
  readonly input: unknown
}

/** Makes of what was asked what is run. Nothing is started and nothing performed. */
export async function prepareTrial(runs: PastRuns, subject: Subject, request: TrialRequest): Promise<PreparedTrial> {
  if (request.environment !== undefined && (request.fixture ?? request.part) !== undefined) throw new Refusal('INVALID_STATE', 'Runs of an environment are real: try a fixture or a part out with the draft or with a version by its number.')
  const fixture = await fixtureOf(runs, subject, request)
  if (request.part) {
    const { plan, key, record, input } = await preparePart(runs, subject, { ...request, part: request.part })
    if (plan.blocked !== undefined) throw new Refusal('INVALID_STATE', plan.blocked)
    if (request.part.expect !== undefined && request.part.expect !== key) throw new Refusal('INVALID_STATE', 'The workflow, the fixture or the earlier run has changed since this plan was shown. Look at the new plan before you run it.')
    return { record: triedWith(record, request.tried), input }
  }
  const { name, pins, input } = pinnedBy(subject, fixture)
  return { input: request.input ?? input ?? {}, record: triedWith(fixture && { trial: { fixture: name, pins }, past: {} }, request.tried) }
}

/** A run with an override is a trial, whatever else it is. */
function triedWith(record: TrialRecord | null, override: Override | null | undefined): TrialRecord | null {
  if (!override) return record
  return { past: record?.past ?? {}, trial: { ...(record?.trial ?? { fixture: null, pins: {} }), override } }
}

export interface PreparedPart {
  readonly plan: PartPlan
  /** Changes with anything that would make the run another one. */
  readonly key: string
  readonly record: TrialRecord
  readonly input: unknown
}

/** The plan of a part, and what would run it. A part that could not run says why in the plan. */
export async function preparePart(runs: PastRuns, subject: Subject, request: TrialRequest & { readonly part: PartAsked }): Promise<PreparedPart> {
  const { document, composed } = subject.definition
  const { name, pins, input: sample } = pinnedBy(subject, await fixtureOf(runs, subject, request))
  const past = await pastOf(runs, subject, request.part.from)
  const given = request.input ?? sample
  const { target, mode } = request.part
  const plan = planPart({ document, target, mode, pins, catalog, composed, past, input: isInput(given) ? given : undefined })
  const record = { trial: { fixture: name, pins, part: partOf(plan) }, past: pastValues(plan, past) }
  const input = given ?? declaredOnly(subject, past?.input) ?? {}
  return { plan: judged(plan, () => unfit(subject, record, input)), record, input, key: keyOf([contentHash(document), composed, record, input]) }
}

function pinnedBy(subject: Subject, fixture: Fixture | null): { readonly name: string | null; readonly pins: Fixture['pins']; readonly input: Fixture['input'] | undefined } {
  if (fixture === null) return { name: null, pins: {}, input: undefined }
  return { name: fixture.name, pins: knownPins(subject.definition.document, fixture.pins), input: declaredOnly(subject, fixture.input) }
}

function judged(plan: PartPlan, unfitness: () => string | undefined): PartPlan {
  const blocked = plan.blocked ?? unfitness()
  return blocked === undefined ? plan : { ...plan, blocked }
}

async function fixtureOf({ db }: PastRuns, { workflowId }: Subject, { fixture }: TrialRequest): Promise<Fixture | null> {
  if (typeof fixture !== 'string') return fixture ?? null
  const row = await db.prisma.fixture.findUnique({ where: { workflowId_name: { workflowId, name: fixture } } })
  if (!row) throw new Refusal('NOT_FOUND', `This workflow has no fixture named "${fixture}"; it may have been renamed or removed.`)
  return fixtureRecord(row).fixture
}

async function pastOf(runs: PastRuns, { workflowId }: Subject, from: string | undefined): Promise<PastRun | undefined> {
  if (from === undefined) return undefined
  const past = await readPastRun(runs, from)
  if (past.workflowId !== workflowId) throw new Refusal('INVALID_STATE', 'The run to take results from is of another workflow.')
  return past
}

/** An input that the workflow no longer has is nothing that a fixture or an earlier run could be blamed for. */
function declaredOnly({ definition }: Subject, input: { readonly [name: string]: Json } | undefined): { readonly [name: string]: Json } | undefined {
  if (input === undefined) return undefined
  const names = new Set((definition.document.inputs ?? []).map(({ name }) => name))
  return Object.fromEntries(Object.entries(input).filter(([name]) => names.has(name)))
}

function isInput(given: unknown): given is { readonly [name: string]: Json } {
  return typeof given === 'object' && given !== null
}

function pastValues({ steps }: PartPlan, past: PastRun | undefined): { readonly [name: string]: Json } {
  return Object.fromEntries(
    steps.flatMap(({ name, step }) => {
      const outcome = step.role === 'reuse' && step.from === 'run' ? past?.steps[name]?.outcome : undefined
      return outcome?.kind === 'value' ? [[name, outcome.value]] : []
    }),
  )
}

/** Why the part could not be started: what is wrong with it, or with its input. The rest of the workflow may be unfinished. */
function unfit(subject: Subject, record: TrialRecord, input: unknown): string | undefined {
  const running = runningDefinition(subject.definition, record)
  const problem = problemsOf(running).find(({ severity }) => severity === 'error')
  if (problem) return problem.message
  const resolved = resolveInputs(running.document, input)
  return resolved.ok ? undefined : `${resolved.problems[0]?.message ?? 'The input does not fit.'} Choose a fixture or an earlier run whose input fits.`
}

function keyOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
