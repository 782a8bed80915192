import { resolveInputs, type Override } from '@eddy/workflow'
import type { Workflow } from '../db/index.ts'
import { newId } from '../new-id.ts'
import { Refusal } from '../refusal.ts'
import type { SecretStore } from '../secret/secret-store.ts'
import { chosenVersion } from '../version/chosen-version.ts'
import { documentOf } from '../workflow/workflow-record.ts'
import { resolveDefinition, secretsOf, type Definition } from './definition.ts'
import { hashOfRequest } from './earlier-run.ts'
import { knownDraft, rememberedDraft } from './known-drafts.ts'
import type { NewRun } from './new-run.ts'
import type { PastRuns } from './past-run.ts'
import { preparePart, prepareTrial, type PartAsked, type PreparedPart, type TrialRequest } from './prepare-trial.ts'
import { refuseProblems } from './refuse-problems.ts'
import type { StartRequest } from './start-request.ts'
import { runningDefinition } from './trial-record.ts'
import { withOverride } from './with-override.ts'

export interface PrepareDeps extends PastRuns {
  readonly secrets?: Pick<SecretStore, 'names' | 'namesWith'> | undefined
}

/** What is to run. */
export interface Wanted extends Pick<NewRun, 'chosen' | 'definition'> {
  readonly workflow: Workflow
  readonly override: Override | null
}

/** What a request comes to as a run: a checked document and input. Refuses with all problems; nothing is written. */
export async function prepareRun(deps: PrepareDeps, request: StartRequest): Promise<NewRun> {
  const runId = newId()
  return prepareWanted(deps, request, { runId, ...(await wanted(deps, request, runId)) })
}

/** The same by the draft as it was when it was last run, for a run that is written only while it is still so; undefined where that is not known, or not all that the run goes by. */
export async function prepareTrusting(deps: PrepareDeps, request: StartRequest): Promise<NewRun | undefined> {
  const { workflowId, idempotencyKey, version, environment } = request
  if (idempotencyKey !== undefined || version !== undefined || environment !== undefined) return undefined
  const draft = rememberedDraft(deps.db, workflowId)
  if (!draft?.definition) return undefined
  const { workflow, definition } = draft
  const { document, override } = withOverride(definition.document, request)
  if (document !== definition.document) return undefined
  const next = await prepareWanted(deps, request, { runId: newId(), workflow, chosen: undefined, definition, override }).catch((error: unknown) => {
    // whether it is refused is said by the draft of now
    if (error instanceof Refusal) return undefined
    throw error
  })
  return next && { ...next, onlyOf: workflow }
}

/** The same where it is known what the request means. */
export async function prepareWanted({ db, store, secrets }: PrepareDeps, request: StartRequest, { runId, workflow, chosen, definition, override }: Wanted & { readonly runId: string }): Promise<NewRun> {
  const { record, input } = await prepareTrial({ db, store }, { workflowId: workflow.id, definition }, { ...request, tried: override })
  const running = runningDefinition(definition, record)
  refuseProblems(workflow, running, await namesFor(secrets, running))
  const resolved = resolveInputs(running.document, input)
  if (!resolved.ok) throw new Refusal('INVALID_INPUT', 'The input does not fit the workflow.', resolved.problems)
  return { runId, workflow, chosen, definition, record, input: resolved.input, ...keyOf(request), ...given(request) }
}

/** What running a part of a stored draft would do; nothing is started. */
export async function planPartOf(deps: PrepareDeps, workflowId: string, request: TrialRequest & { readonly part: PartAsked }): Promise<PreparedPart> {
  const { definition } = await wanted(deps, { workflowId }, newId())
  return preparePart(deps, { workflowId, definition }, request)
}

/** The document that the request means; what is wrong with it is found when it is known what of it is to run. */
export async function wanted({ db }: Pick<PrepareDeps, 'db'>, request: StartRequest, runId: string): Promise<Wanted> {
  const draft = await knownDraft(db, request.workflowId)
  if (!draft) throw new Refusal('NOT_FOUND', `There is no workflow ${request.workflowId}; it may have been removed.`)
  const { workflow } = draft
  const chosen = await chosenVersion(db, workflow.id, { number: request.version, environment: request.environment, caller: request.canaryKey, runId })
  const { document, override } = withOverride(documentOf(chosen?.version ?? workflow), request)
  const definition = document === draft.definition?.document ? draft.definition : await resolveDefinition(db, document)
  return { workflow, chosen, override, definition }
}

/** The names of the secrets that there are; none where none is taken. */
async function namesFor(secrets: PrepareDeps['secrets'], definition: Definition): Promise<ReadonlySet<string> | undefined> {
  const taken = secretsOf(definition)
  return taken.size === 0 ? undefined : secrets?.namesWith(taken)
}

function keyOf(request: StartRequest): Pick<NewRun, 'idempotencyKey' | 'requestHash'> {
  const { idempotencyKey = null } = request
  return { idempotencyKey, requestHash: idempotencyKey === null ? null : hashOfRequest(request) }
}

function given({ wave, trigger, priority, trace, origin }: StartRequest): Pick<NewRun, 'wave' | 'trigger' | 'priority' | 'trace' | 'origin'> {
  return { ...(wave ? { wave } : {}), ...(trigger ? { trigger } : {}), priority, trace, ...(origin ? { origin } : {}) }
}
