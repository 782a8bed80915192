import type { RunSummary, StepView } from '@eddy/engine'
import type { RunDetail } from './run-types.ts'
import { isOver, reaches } from '../ui/run-status.ts'

export type VerbId = 'signal' | 'resume' | 'retry' | 'retry-now' | 'halt' | 'cancel' | 'kill' | 'adapt' | 'undo' | 'again' | 'restart' | 'fork' | 'compare' | 'template' | 'export' | 'resolve' | 'accept'

/** Something that can be done about a run now, and what comes of it. */
export interface RunVerb {
  readonly id: VerbId
  readonly title: string
  /** One sentence that names the version and the data. */
  readonly consequence: string
  readonly tone: 'primary' | 'danger' | 'plain'
  /** The step that it is asked of. */
  readonly step?: string
  /** Why it cannot be done now, and what to do first. */
  readonly refused?: string | undefined
}

export interface VerbFacts {
  readonly run: RunSummary
  readonly steps: readonly StepView[]
  readonly detail: Pick<RunDetail, 'workflowId' | 'version' | 'contentHash' | 'trial'>
  readonly awaitsSignal: boolean
  /** The step that was the point of no return, once it has succeeded. */
  readonly pivot?: string | undefined
  readonly titleOf: (path: string) => string
}

/** Every verb of a run, in the order of their weight: what is offered in the header, on cards, bars and rows is this list and no other. */
export function runVerbs(facts: VerbFacts): readonly RunVerb[] {
  const { run, detail } = facts
  const over = isOver(run.status)
  const version = versionWords(detail)
  return [
    ...underWay(facts),
    ...proven(facts),
    ...(run.status === 'halted' && detail.workflowId !== null ? [verb('adapt', 'New version …', 'Goes on with the workflow as it is drawn now; what has run stays as it was.')] : []),
    // what a trial pinned is no result that a real run could take over
    ...(over && run.forward !== 'succeeded' && detail.trial === null ? [{ ...verb('retry', 'Retry from the failure …', `A new run on ${version} with the same input; results that still hold are kept.`), ...refusedAfter(facts) }] : []),
    ...(reaches('undo', run.status) && run.rollback === 'none' ? [verb('undo', 'Undo run …', 'Undoes what its steps did, latest first. A run can be undone once.')] : []),
    verb('again', 'Run again …', `A new run from the start, on ${version} or as drawn now, with the same or an edited input.`),
    verb('fork', 'Open as a draft …', `A new workflow that begins as ${version}; this run stays as it is.`),
    verb('compare', 'Compare with …', 'Two runs on one canvas: what went the same way, what did not, which values differ.'),
    // what was pinned or left out says nothing of a whole run
    ...(run.status === 'succeeded' && detail.trial === null ? [verb('template', 'Share as a template …', `What has run, as ${version}, goes to the library; its input becomes a sample.`)] : []),
    verb('export', 'Export as a file', 'One HTML file with all that is recorded, which opens without a server.'),
  ]
}

/** What can be asked of one step, before what can be asked of its run. */
export function stepVerbs(facts: VerbFacts, path: string): readonly RunVerb[] {
  const step = facts.steps.find((one) => one.path === path)
  const over = isOver(facts.run.status)
  return [
    ...(step && isBackingOff(step) ? [{ ...verb('retry-now', 'Retry now', `${facts.titleOf(path)} is tried again at once; the attempt counts.`), step: path }] : []),
    ...(facts.run.left.includes(path) && over ? [resolveVerb(path, facts.titleOf(path))] : []),
    ...(over && step && facts.detail.trial === null ? [{ ...verb('restart', `Restart from ${facts.titleOf(path)} …`, `A new run on ${versionWords(facts.detail)}: this step and what depends on it run again, other results are kept.`), step: path, ...refusedAfter(facts) }] : []),
  ]
}

/** What a rollback has left could be done twice by a run that takes over results; the server refuses that too. */
function refusedAfter({ run: { left }, titleOf }: VerbFacts): Pick<RunVerb, 'refused'> {
  const [first, ...others] = left
  if (first === undefined) return {}
  const names = others.length === 0 ? titleOf(first) : `${titleOf(first)} and ${others.length} more`
  return { refused: `The rollback has left ${names} in place. Resolve ${others.length === 0 ? 'it' : 'them'} first: what runs again could do it twice.` }
}

/** Something that a rollback has left. */
export function resolveVerb(path: string, title: string): RunVerb {
  return { ...verb('resolve', `Resolve ${title} …`, 'Undo it again, or say that it was seen to outside, or may stay.'), step: path }
}

/** Settings that held for this run alone, once it has gone well with them. */
function proven({ run, detail: { trial, workflowId } }: VerbFacts): readonly RunVerb[] {
  if (run.status !== 'succeeded' || !trial?.override || workflowId === null) return []
  return [verb('accept', 'Accept override …', `The draft gets the settings of "${trial.override.name}"; the next version names this run.`)]
}

function underWay({ run, steps, awaitsSignal, pivot, titleOf }: VerbFacts): readonly RunVerb[] {
  const cancellable = reaches('cancel', run.status)
  return [
    ...(awaitsSignal && run.status === 'running' ? [verb('signal', 'Send signal …', 'Goes to the first step that waits for it.')] : []),
    ...(reaches('resume', run.status) ? [verb('resume', 'Resume …', 'Steps that have finished are not run again.')] : []),
    ...(steps.some(isBackingOff) ? [verb('retry-now', 'Retry now', 'Whatever waits for another attempt is tried at once.')] : []),
    ...(run.status === 'running' ? [verb('halt', 'Halt …', 'Steps in flight end first; nothing is undone, and it can be resumed.')] : []),
    ...(cancellable ? [cancelVerb(pivot === undefined ? undefined : titleOf(pivot)), verb('kill', 'Kill …', 'Stops the run and undoes nothing: what it did stays.')] : []),
  ]
}

/** Past the point of no return a cancel takes nothing back that was done before it. */
function cancelVerb(pivot: string | undefined): RunVerb {
  if (pivot === undefined) return verb('cancel', 'Cancel …', 'Stops the run and undoes what it did, latest first.')
  return verb('cancel', 'Stop half way …', `${pivot} was the point of no return: what was done up to it stays. To finish, let the run go forward.`)
}

export function isBackingOff(step: StepView): boolean {
  return step.status === 'retrying' || step.undo?.status === 'retrying'
}

const tones: { readonly [V in VerbId]?: RunVerb['tone'] } = { accept: 'primary', signal: 'primary', resume: 'primary', retry: 'primary', cancel: 'danger', kill: 'danger' }

function verb(id: VerbId, title: string, consequence: string): RunVerb {
  return { id, title, consequence, tone: tones[id] ?? 'plain' }
}

/** `version 3`, or the draft as it was. */
export function versionWords({ version, contentHash }: VerbFacts['detail']): string {
  if (version !== undefined && version !== null) return `version ${version}`
  return contentHash === undefined ? 'the version that it ran' : `the version that it ran (${contentHash.slice(0, 8)})`
}
