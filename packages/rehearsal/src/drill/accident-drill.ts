import { stepDefaults, stepLabel, type Fixture, type Step } from '@eddy/workflow'
import type { FaultKind } from '../run/fault.ts'
import type { Rehearsal } from '../run/rehearsal.ts'
import { rehearse } from '../run/rehearse.ts'
import type { Script } from '../run/script.ts'
import { performedSteps, type Stage, type StagedStep } from '../stage/set-stage.ts'
import { staticPath } from '../stage/static-path.ts'
import { ACCIDENTS, type Accident, type Badge, type Drill } from './drill.ts'

type Verdict = Omit<Badge, 'accident'>

interface Drilling {
  readonly stage: Stage
  readonly staged: StagedStep
  readonly fixture: Fixture | undefined
}

const passed = (sentence: string): Verdict => ({ verdict: 'passed', sentence })
const failed = (sentence: string): Verdict => ({ verdict: 'failed', sentence })
const untestable = (sentence: string): Verdict => ({ verdict: 'untestable', sentence })

const DRILLS: { readonly [A in Accident]: (drilling: Drilling) => Promise<Verdict> } = {
  action_twice: actionTwice,
  undo_twice: undoTwice,
  undo_without_action: undoWithoutAction,
  action_after_undo: actionAfterUndo,
  crash_before_record: crashBeforeRecord,
}

/** Runs every accident on every step with an effect: at most five rehearsals each. */
export async function accidentDrill(stage: Stage, options: { readonly fixture?: Fixture; readonly steps?: readonly string[] } = {}): Promise<Drill> {
  const drilled = []
  for (const staged of performedSteps(stage)) {
    if (staged.plan.effects.length === 0 || options.steps?.includes(staged.path) === false) continue
    const badges: Badge[] = []
    for (const accident of ACCIDENTS) badges.push({ accident, ...(await DRILLS[accident]({ stage, staged, fixture: options.fixture })) })
    drilled.push({ step: staged.path, title: staged.title, badges })
  }
  const all = drilled.flatMap(({ badges }) => badges)
  const count = (verdict: Badge['verdict']) => all.filter((badge) => badge.verdict === verdict).length
  return { label: 'rehearsed', steps: drilled, sentence: `${count('passed')} passed, ${count('failed')} failed, ${count('untestable')} cannot be told by a rehearsal.` }
}

interface Struck {
  readonly rehearsal: Rehearsal
  /** Why the accident did not happen. */
  readonly missed: string | undefined
}

async function strike({ stage, staged, fixture }: Drilling, kind: FaultKind, more: Script = {}): Promise<Struck> {
  const rehearsal = await rehearse(stage, { ...more, ...(fixture ? { fixture } : {}), faults: [{ step: staged.path, kind }] })
  const [proof] = rehearsal.proofs
  return { rehearsal, missed: proof === undefined || proof.reached ? undefined : proof.reason }
}

async function actionTwice(drilling: Drilling): Promise<Verdict> {
  const { rehearsal, missed } = await strike(drilling, 'twice')
  if (missed !== undefined) return untestable(`It did not happen: ${missed}.`)
  return repeated(drilling, timesOf(rehearsal, drilling.staged))
}

function timesOf({ deeds }: Rehearsal, { path }: StagedStep): number {
  return Math.max(0, ...deeds.filter((deed) => staticPath(deed.path) === path).map(({ times }) => times))
}

/** What it means that an action was carried out so many times under one key. */
function repeated({ staged }: Drilling, times: number): Verdict {
  if (times < 2) return passed('It is carried out once.')
  if (staged.plan.idempotent) return passed('Repeating it has the effect of one.')
  if (sendsKey(staged.plan.step)) return untestable('It is carried out twice, with the same Idempotency-Key: whether the service takes it for one, only the service can tell.')
  return failed('It is carried out twice, and its kind cannot tell a repetition.')
}

function sendsKey({ kind }: Step): boolean {
  return kind.startsWith('http.') || kind === 'notify'
}

function undoOf({ stage, staged }: Drilling): { readonly by: 'kind' } | { readonly by: 'handler'; readonly handler: Step; readonly idempotent: boolean } | undefined {
  const { undo } = staged.plan
  if (undo.by === 'none') return undefined
  if (undo.by === 'kind') return undo
  const handler = staged.scope.workflow.handlers.get(undo.handler)
  const contract = handler && stage.catalog.get(handler.kind)
  return handler && { by: 'handler', handler, idempotent: contract ? stepDefaults(handler, contract).idempotent : false }
}

const NO_UNDO = untestable('It has no undo.')

async function undoTwice(drilling: Drilling): Promise<Verdict> {
  const undo = undoOf(drilling)
  if (undo === undefined) return NO_UNDO
  const { rehearsal, missed } = await strike(drilling, 'undo_twice')
  if (missed !== undefined) return untestable(`It did not happen: ${missed}.`)
  if (!rehearsal.undone.some((path) => staticPath(path) === drilling.staged.path)) return failed('Its undo was begun again, and failed.')
  if (undo.by === 'kind') return passed('Its kind sees that it has been undone.')
  if (undo.idempotent) return passed(`Repeating "${stepLabel(undo.handler)}" has the effect of one.`)
  return sendsKey(undo.handler) ? untestable(`"${stepLabel(undo.handler)}" is called twice, with the same Idempotency-Key: whether the service takes it for one, only the service can tell.`) : failed(`"${stepLabel(undo.handler)}" is carried out twice, and its kind cannot tell a repetition.`)
}

async function undoWithoutAction(drilling: Drilling): Promise<Verdict> {
  const undo = undoOf(drilling)
  if (undo === undefined) return NO_UNDO
  const { rehearsal, missed } = await strike(drilling, 'crash_before', { doubt: { did: 'happened' }, thenBack: true })
  if (missed !== undefined) return untestable(`It did not happen: ${missed}.`)
  const problem = rehearsal.events.find(({ type, step }) => type === 'undo.failed' && step !== undefined && staticPath(step) === drilling.staged.path)
  if (problem?.type === 'undo.failed') return failed(`Its undo cannot be called: ${problem.data.error.message}.`)
  if (Object.keys(rehearsal.undoCalls).every((path) => staticPath(path) !== drilling.staged.path)) return passed('It does not happen: the attempt is repeated, or is known to have failed, before anything is undone.')
  if (undo.by === 'kind') return passed('Its kind sees that there is nothing to undo.')
  if (acceptsNothing(undo.handler)) return passed(`"${stepLabel(undo.handler)}" accepts that there is nothing to undo.`)
  return untestable(`"${stepLabel(undo.handler)}" is called for what is not there; whether that fails, only the service can tell. Let it expect the status 404 to be sure.`)
}

function acceptsNothing({ kind, config }: Step): boolean {
  const expected = config?.['expectStatus']
  return kind === 'http.request' && Array.isArray(expected) && expected.some((status) => status === 404 || status === 410)
}

async function actionAfterUndo(drilling: Drilling): Promise<Verdict> {
  const { rehearsal, missed } = await strike(drilling, 'late')
  if (missed !== undefined) return untestable(`It did not happen: ${missed}.`)
  const left = rehearsal.residue.find(({ step }) => staticPath(step) === drilling.staged.path)
  if (left === undefined) return passed('What comes late is undone when it comes.')
  return left.why === 'irreversible' || left.why === 'no_undo' ? untestable('It has no undo: what comes late stays, as it would in time.') : failed('What comes late stays in the world.')
}

async function crashBeforeRecord(drilling: Drilling): Promise<Verdict> {
  const { rehearsal, missed } = await strike(drilling, 'crash')
  if (missed !== undefined) return untestable(`It did not happen: ${missed}.`)
  if (rehearsal.end === 'halted') return passed('The run halts: nobody guesses, a person says what happened.')
  const left = rehearsal.residue.find(({ step }) => staticPath(step) === drilling.staged.path)
  if (left?.why === 'half_done') return failed('The attempt is taken for a failure, and its effect stays.')
  if (left?.why === 'in_doubt') return passed('The run turns back and leaves it in doubt: a person says whether it happened.')
  return repeated(drilling, timesOf(rehearsal, drilling.staged))
}
