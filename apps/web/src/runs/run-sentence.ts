import type { RunSummary, StepView } from '@eddy/engine'
import { gateOf, gateWords } from '../ui/gate-words.ts'
import { taskClause } from './task-words.ts'

export interface SentenceFacts {
  readonly run: RunSummary
  readonly steps: readonly StepView[]
  readonly titleOf: (path: string) => string
}

/** What a person should know of a run first: what failed, what was undone, and what was not. */
export function runSentence(facts: SentenceFacts): string {
  return [forwardSentence(facts), ...rollbackSentences(facts)].join(' ')
}

function forwardSentence({ run, steps, titleOf }: SentenceFacts): string {
  switch (run.forward) {
    case 'running':
      if (run.status === 'failing') return `${failureSentence(run, steps, titleOf)} Steps in flight are awaited before anything is undone.`
      return progressSentence(steps, titleOf)
    case 'succeeded':
      return `${counted(steps.filter((step) => ['succeeded', 'undone', 'undoing', 'undo_failed'].includes(step.status) && isDrawn(step)).length, 'step')} succeeded.`
    case 'failed':
      return failureSentence(run, steps, titleOf)
    case 'cancelled':
      return run.status === 'cancelling' ? 'The run is being cancelled: steps in flight are told to stop.' : 'The run was cancelled.'
    case 'timed_out':
      return 'The run took longer than its time limit.'
    case 'halted':
      return haltSentence(steps, titleOf)
  }
}

/** Elements of a map are counted by their map, not one by one. */
function isDrawn(step: StepView): boolean {
  return !step.path.includes('[')
}

function failureSentence(run: RunSummary, steps: readonly StepView[], titleOf: SentenceFacts['titleOf']): string {
  const path = run.error?.step ?? steps.find((step) => step.status === 'failed')?.path
  const reason = run.error ? `: ${sentence(run.error.message)}` : '.'
  if (!path) return `The run failed${reason}`
  const attempts = steps.find((step) => step.path === path)?.attempt ?? 0
  return `${titleOf(path)} failed${attempts > 1 ? ` after ${attempts} attempts` : ''}${reason}`
}

function haltSentence(steps: readonly StepView[], titleOf: SentenceFacts['titleOf']): string {
  const doubtful = steps.filter((step) => step.status === 'in_doubt')
  if (doubtful.length > 0) return `It is not known whether ${listed(doubtful, titleOf)} took effect: somebody has to say.`
  const halted = steps.filter((step) => step.status === 'halted')
  return halted.length > 0 ? `The run halted at ${listed(halted, titleOf)} and waits to be resumed.` : 'The run halted and waits to be resumed.'
}

function progressSentence(steps: readonly StepView[], titleOf: SentenceFacts['titleOf']): string {
  const at = (...statuses: StepView['status'][]) => steps.filter((step) => statuses.includes(step.status) && !step.elements && !step.task)
  const clauses: readonly (readonly [string, readonly StepView[]])[] = [
    ['running', at('running', 'compensating')],
    ['about to try again', at('retrying')],
    ['waiting', at('waiting')],
  ]
  const gated = at('queued').flatMap((step) => {
    const gate = gateOf(step)
    return gate ? [`${titleOf(step.path)} waits for ${gateWords(gate)}`] : []
  })
  const parts = [...clauses.filter(([, list]) => list.length > 0).map(([word, list]) => `${listed(list, titleOf)} ${list.length === 1 ? 'is' : 'are'} ${word}`), ...gated.slice(0, 3), ...(gated.length > 3 ? [`${gated.length - 3} more wait at gates`] : []), ...taskClauses(steps, titleOf)]
  if (parts.length > 0) return `${parts.join('; ')}.`
  const queued = at('queued')
  return queued.length > 0 ? `${listed(queued, titleOf)} ${queued.length === 1 ? 'is' : 'are'} about to start.` : 'The run has started.'
}

/** What workers outside have in hand, or nobody has. */
function taskClauses(steps: readonly StepView[], titleOf: SentenceFacts['titleOf']): readonly string[] {
  const left = steps.filter(({ task }) => task !== undefined)
  const [first] = left
  if (first?.task === undefined) return []
  if (left.length === 1) return [`${titleOf(first.path)} ${taskClause(first.task)}`]
  const claimed = left.filter(({ task }) => task?.claim !== undefined).length
  return [`${listed(left, titleOf)} are left to workers outside, ${claimed === 0 ? 'and nobody has claimed them' : claimed === left.length ? 'who have all in hand' : `who have ${claimed} of ${left.length} in hand`}`]
}

function rollbackSentences({ run, steps, titleOf }: SentenceFacts): readonly string[] {
  switch (run.rollback) {
    case 'none':
      return run.status === 'cancelled' ? ['What it had done was left as it is.'] : []
    case 'running':
      return [`What the run has done is being undone: ${steps.filter((step) => step.undo?.status === 'done').length} so far.`, ...taskClauses(steps.filter(({ task }) => task?.purpose === 'undo'), (path) => `The undo of ${titleOf(path)}`).map((clause) => `${clause}.`)]
    case 'complete':
    case 'incomplete':
      return [...undoneSentences({ run, steps, titleOf }), ...leftSentences(run, steps, titleOf), ...residueSentence(run, titleOf)]
  }
}

/** By the run, and by a person who has said so: their undo has failed, and they count as undone. */
function undoneSentences({ run, steps, titleOf }: SentenceFacts): readonly string[] {
  const outside = steps.filter(({ path, status, undo }) => status === 'undone' && undo?.status === 'failed' && !run.undone.includes(path)).map(({ path }) => path)
  const said = outside.length === 0 ? [] : [`${namesOf(outside, titleOf)} ${outside.length === 1 ? 'was' : 'were'} undone outside, as a person has said.`]
  return run.undone.length === 0 && outside.length > 0 ? said : [undoneSentence(run, titleOf), ...said]
}

function undoneSentence(run: RunSummary, titleOf: SentenceFacts['titleOf']): string {
  if (run.undone.length === 0) return run.left.length === 0 ? 'There was nothing to undo.' : 'Nothing could be undone.'
  const later = run.forward === 'succeeded' ? ' afterwards' : ''
  return `${namesOf(run.undone, titleOf)} ${run.undone.length === 1 ? 'was' : 'were'} undone${later}.`
}

/** One sentence for each reason. */
function leftSentences(run: RunSummary, steps: readonly StepView[], titleOf: SentenceFacts['titleOf']): readonly string[] {
  if (run.left.length === 0) return []
  const reasons = new Map(steps.map(({ path, undo }) => [path, undo?.error?.message]))
  const byReason = new Map<string | undefined, string[]>()
  for (const path of run.left) {
    const reason = reasons.get(path)
    const paths = byReason.get(reason)
    if (paths) paths.push(path)
    else byReason.set(reason, [path])
  }
  // only as many as can be read
  if (byReason.size > 5) return [stillThere(run.left, titleOf)]
  return [...byReason].map(([reason, paths]) => stillThere(paths, titleOf, reason))
}

function stillThere(paths: readonly string[], titleOf: SentenceFacts['titleOf'], reason?: string): string {
  return `${namesOf(paths, titleOf)} could not be undone and ${paths.length === 1 ? 'is' : 'are'} still in place${reason === undefined ? '.' : `: ${sentence(reason)}`}`
}

function residueSentence(run: RunSummary, titleOf: SentenceFacts['titleOf']): readonly string[] {
  const kept = residueBeyondLeft(run)
  if (kept.length === 0) return []
  return [`${namesOf(kept, titleOf)} ${kept.length === 1 ? 'stays' : 'stay'} in place: there is no undo for ${kept.length === 1 ? 'it' : 'them'}.`]
}

/** Effects that nobody tried to undo; those whose undo failed are told on their own. */
export function residueBeyondLeft(run: RunSummary): readonly string[] {
  const left = new Set(run.left)
  return run.residue.filter((path) => !left.has(path))
}

function listed(steps: readonly StepView[], titleOf: SentenceFacts['titleOf']): string {
  return namesOf(steps.map((step) => step.path), titleOf)
}

/** At most three names; more are counted. */
function namesOf(paths: readonly string[], titleOf: SentenceFacts['titleOf']): string {
  const names = paths.slice(0, paths.length === 4 ? 4 : 3).map(titleOf)
  const rest = paths.length - names.length
  const last = rest > 0 ? `${rest} more` : names.pop()
  return names.length > 0 ? `${names.join(', ')} and ${last}` : String(last)
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** A message from elsewhere, closed like a sentence. */
function sentence(text: string): string {
  const trimmed = text.trim()
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`
}
