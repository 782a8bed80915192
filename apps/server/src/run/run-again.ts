import type { KeptPlan } from '@eddy/engine'
import { contentHash, resolveInputs, type Json } from '@eddy/workflow'
import { Refusal } from '../refusal.ts'
import { documentOf } from '../workflow/workflow-record.ts'
import { changedFor } from './changed-for.ts'
import { problemsOf, resolveDefinition, type Definition } from './definition.ts'
import { readRun, type RecordedRun, type RunPorts } from './recorded-run.ts'
import type { NewRun } from './new-run.ts'
import type { RunOrigin } from './run-origin.ts'
import { newId } from '../new-id.ts'
import { trialOf } from './trial-record.ts'

export interface AgainRequest {
  readonly runId: string
  /** `recorded`: what the run went by; `current`: the workflow as it is drawn now. */
  readonly version: 'recorded' | 'current'
  /** `start`: everything; `failure`: all but the results that hold; a step: it and what depends on it besides. */
  readonly from: 'start' | 'failure' | { readonly step: string }
  /** The recorded input when left out. */
  readonly input?: unknown
}

/** What a run would be that begins from another. */
export interface AgainPlan {
  readonly kept: KeptPlan['results']
  readonly again: KeptPlan['again']
  readonly origin: RunOrigin
  readonly definition: Definition
  readonly recorded: RecordedRun
  readonly input: { readonly [name: string]: Json }
}

/** Finds out what a new run would take over, or refuses with the reason; nothing is started. */
export async function planAgain(ports: RunPorts, request: AgainRequest): Promise<AgainPlan> {
  const recorded = await readRun(ports, request.runId)
  const { run, view } = recorded
  if (trialOf(recorded.run) !== null) throw new Refusal('INVALID_STATE', 'This run was a trial: some of its results were pinned, or only a part of the workflow ran. Start it again with its fixture instead.')
  const definition = await definitionFor(ports, recorded, request.version)
  const recordedInput = (view.run.input ?? run.input) as { readonly [name: string]: Json }
  const resolved = resolveInputs(definition.document, request.input ?? run.input)
  if (!resolved.ok) throw new Refusal('INVALID_INPUT', 'The input does not fit the workflow.', resolved.problems)
  const edited = request.input !== undefined && JSON.stringify(request.input) !== JSON.stringify(run.input)
  const keeping = keptFor(recorded, request, { definition, recordedInput, input: resolved.input })
  const how = request.from === 'start' ? 'again' : request.from === 'failure' ? 'retry' : 'restart'
  const origin: RunOrigin = { runId: run.id, how, kept: Object.keys(keeping.results).length, version: request.version, edited, ...(typeof request.from === 'object' ? { from: request.from.step } : {}) }
  return { kept: keeping.results, again: keeping.again, origin, definition, recorded, input: resolved.input }
}

/** Starts it. */
export async function runAgain(ports: RunPorts, request: AgainRequest): Promise<string> {
  const { recorded, definition, input, kept, origin } = await planAgain(ports, request)
  const { run } = recorded
  const next: NewRun = {
    runId: newId(),
    workflow: { id: run.workflowId, name: run.workflowName, title: run.workflowTitle, contentHash: contentHash(definition.document) },
    chosen: undefined,
    definition,
    record: null,
    input,
    idempotencyKey: null,
    origin,
    ...(origin.kept > 0 ? { kept: { from: run.id, results: kept } } : {}),
  }
  return ports.runs.starts.begin(next)
}

async function definitionFor({ db }: RunPorts, recorded: RecordedRun, version: AgainRequest['version']): Promise<Definition> {
  const { run } = recorded
  const definition = version === 'recorded' ? recorded.definition : await currentOf(db, run.workflowId)
  const problems = problemsOf(definition).filter(({ severity }) => severity === 'error')
  if (problems.length > 0) throw new Refusal('INVALID_DOCUMENT', `"${run.workflowTitle ?? run.workflowName}" cannot run: it has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}.`, problems)
  return definition
}

async function currentOf(db: RunPorts['db'], workflowId: string | null): Promise<Definition> {
  const workflow = workflowId === null ? null : await db.prisma.workflow.findUnique({ where: { id: workflowId } })
  if (!workflow) throw new Refusal('NOT_FOUND', 'The workflow of this run has been removed; only the version that it ran can run again.')
  return resolveDefinition(db, documentOf(workflow))
}

interface Next {
  readonly definition: Definition
  readonly recordedInput: { readonly [name: string]: Json }
  readonly input: { readonly [name: string]: Json }
}

const NOTHING: KeptPlan = { results: {}, again: [] }

function keptFor({ view, definition: before }: RecordedRun, { from }: AgainRequest, { definition, recordedInput, input }: Next): KeptPlan {
  if (from === 'start') return NOTHING
  const { left } = view.run
  if (left.length > 0) throw new Refusal('INVALID_STATE', `The rollback has left ${left.join(', ')} in place. Say first what is to become of ${left.length === 1 ? 'it' : 'them'}: running again could do it twice.`)
  const step = typeof from === 'object' ? from.step : undefined
  if (step !== undefined && view.step(step) === undefined) throw new Refusal('NOT_FOUND', `There is no step "${step}" in the run.`)
  const changed = changedFor({ before, after: definition, inputBefore: recordedInput, inputAfter: input })
  const kept = view.ifRunAgain({ changed, ...(step === undefined ? {} : { from: step }) })
  if (!kept) throw new Refusal('INVALID_STATE', `The run is ${view.run.status}; results can be taken over once it is over.`)
  return kept
}
