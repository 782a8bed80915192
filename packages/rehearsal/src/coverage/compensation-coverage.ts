import { repeatsEffect, stepDefaults, stepLabel, type Step } from '@eddy/workflow'
import { cellsOf, type FailureMatrix, type MatrixCell } from '../matrix/matrix.ts'
import { staticPath } from '../stage/static-path.ts'
import { performedSteps, type Stage, type StagedStep } from '../stage/set-stage.ts'
import { titleOf } from '../stage/title-of.ts'
import { undoHasEffect } from '../world/world.ts'
import { alwaysBefore } from './always-before.ts'
import type { Coverage, CoverageState, StepCoverage } from './coverage.ts'

type Judgement = readonly [CoverageState, string]

/**
 * What of the effects of a workflow is taken back. By itself it reads the document; a matrix adds what really ran, and undos that could
 * not read what they needed. O(steps × depth + cells).
 */
export function compensationCoverage(stage: Stage, matrix?: FailureMatrix): Coverage {
  const cells = matrix === undefined ? undefined : cellsOf(matrix)
  const steps = performedSteps(stage).filter(({ plan }) => plan.effects.length > 0).map((staged) => coverageOf(stage, staged, cells))
  const share = (states: readonly CoverageState[]) => (steps.length === 0 ? 100 : Math.floor((100 * steps.filter(({ state }) => states.includes(state)).length) / steps.length))
  const percent = share(['covered', 'half_done', 'irreversible'])
  return { steps, percent, strictPercent: share(['covered', 'irreversible']), sentence: sentenceOf(steps) }
}

function coverageOf(stage: Stage, staged: StagedStep, cells: readonly MatrixCell[] | undefined): StepCoverage {
  const [state, sentence] = judge(stage, staged, cells)
  const ran = cells?.filter(({ undone }) => undone.some((path) => staticPath(path) === staged.path)).length ?? null
  const idle = ran === 0 && (state === 'covered' || state === 'half_done') ? ' It ran in no rehearsal.' : ''
  return { step: staged.path, title: staged.title, effects: staged.plan.effects, state, sentence: `${sentence}${idle}`, ran }
}

function judge(stage: Stage, staged: StagedStep, cells: readonly MatrixCell[] | undefined): Judgement {
  const { plan } = staged
  if (plan.undo.by === 'none') return withoutUndo(stage, staged)
  if (staged.shut !== undefined) return ['missing', `Its undo can never run: "${titleOf(stage, staged.shut)}" is not reversible.`]
  if (plan.undo.by === 'kind') return ['covered', 'Its kind undoes it, and leaves nothing half done.']
  const handler = staged.scope.workflow.handlers.get(plan.undo.handler)
  if (handler === undefined) return ['missing', `Its undo "${plan.undo.handler}" does not exist.`]
  const unreadable = unreadableIn(stage, staged, handler) ?? cells?.flatMap((cell) => cell.unreadable).find(({ step }) => step === staged.path)?.message
  if (unreadable !== undefined) return ['unreadable', `Its undo "${stepLabel(handler)}" cannot be called: ${unreadable}.`]
  if (!undoHasEffect(stage, { step: plan.step, handler, effects: effectsOf(stage, handler) })) return ['missing', `Its undo "${stepLabel(handler)}" does nothing to the world.`]
  if (repeatsEffect(plan.step, handler)) return ['missing', `Its undo "${stepLabel(handler)}" does the same once more, which takes nothing back.`]
  return halfDone(staged, handler)
}

function halfDone({ plan, scope }: StagedStep, handler: Step): Judgement {
  const { compensate } = plan.step
  if (compensate !== undefined) return ['covered', `Undone by "${stepLabel(handler)}"; what it leaves half done is put right by "${stepLabel(scope.workflow.handlers.get(compensate) ?? { name: compensate })}".`]
  return ['half_done', `Undone by "${stepLabel(handler)}" once it has succeeded; what it leaves when it fails half way stays. A failure handler (compensate) puts that right.`]
}

function withoutUndo(stage: Stage, staged: StagedStep): Judgement {
  const { role, undo } = staged.plan.step
  if (role === 'pivot') return ['irreversible', 'The point of no return: it stays on purpose.']
  if (role === 'irreversible' || role === 'retriable' || undo === 'none') return ['irreversible', 'It stays on purpose.']
  const pivot = [...alwaysBefore(stage, staged)].find((name) => [...stage.steps.values()].some(({ plan }) => plan.pivot && plan.step.name === name))
  if (pivot !== undefined) return ['irreversible', `It stands behind the point of no return, "${titleOf(stage, pivot)}": from there the run goes forward only.`]
  if (staged.shut !== undefined) return ['irreversible', `It stays on purpose: "${titleOf(stage, staged.shut)}" is not reversible.`]
  return ['missing', 'Nothing undoes it. Give it an undo, or say that it is irreversible on purpose.']
}

/** What an undo reads must be there whenever it may be called: as soon as its step has succeeded. */
function unreadableIn(stage: Stage, staged: StagedStep, handler: Step): string | undefined {
  const before = alwaysBefore(stage, staged)
  for (const { from } of handler.arguments ?? []) {
    if ('result' in from && !before.has(from.result)) return `it reads the result of "${labelIn(staged, from.result)}", which need not exist when "${staged.title}" is undone`
  }
  return undefined
}

/** What a person calls another step of the same scope. */
function labelIn({ scope }: StagedStep, name: string): string {
  return stepLabel(scope.steps.find(({ step }) => step.name === name)?.step ?? { name })
}

function effectsOf(stage: Stage, handler: Step): readonly string[] {
  const contract = stage.catalog.get(handler.kind)
  return contract === undefined ? [] : stepDefaults(handler, contract).effects
}

const STATE_WORDS: { readonly [S in CoverageState]: (count: number) => string } = {
  covered: (count) => `${count} covered`,
  half_done: (count) => `${count} covered, but not half done`,
  irreversible: (count) => `${count} irreversible on purpose`,
  missing: (count) => `${count} missing`,
  unreadable: (count) => `${count} with an undo that reads what need not exist`,
}

function sentenceOf(steps: readonly StepCoverage[]): string {
  if (steps.length === 0) return 'No step has an effect.'
  const states: readonly CoverageState[] = ['covered', 'half_done', 'irreversible', 'missing', 'unreadable']
  const parts = states.flatMap((state) => {
    const count = steps.filter((step) => step.state === state).length
    return count === 0 ? [] : [STATE_WORDS[state](count)]
  })
  return `Of ${steps.length} ${steps.length === 1 ? 'step' : 'steps'} with an effect: ${parts.join(', ')}.`
}
