import type { WorkflowDocument } from '@eddy/workflow'
import type { RunEvent } from '../../event/event.ts'
import { checkForward, checkSuccess, withoutAttemptProblems } from './check-forward.ts'
import { checkGrammar } from './check-grammar.ts'
import { checkKeys } from './check-keys.ts'
import { checkRollback, type Ending } from './check-rollback.ts'
import { checkValues } from './check-values.ts'
import { Definitions, type Library } from './definitions.ts'
import { History } from './history.ts'

export interface Judged {
  readonly document: Pick<WorkflowDocument, 'steps' | 'failure' | 'return' | 'options'>
  readonly events: readonly RunEvent[]
  readonly ending: Ending
  readonly library?: Library
}

/**
 * All that speaks against a log: the naive oracle. It reads the document and the events, works everything out anew and slowly, and
 * shares no code with the engine. Empty where the run was right.
 */
export function checkRun({ document, events, ending, library }: Judged): readonly string[] {
  const history = new History(events, new Definitions(document, library))
  const { maxConcurrency = 16, rollback = 'sequential' } = document.options ?? {}
  const forward = checkForward(history, maxConcurrency)
  const pivoted = events.some(({ type, step }) => (type === 'step.succeeded' || type === 'compensation.continued') && document.steps.some(({ name, role }) => name === step && role === 'pivot'))
  return [
    ...checkGrammar(history),
    ...(pivoted ? withoutAttemptProblems(forward) : forward),
    ...checkSuccess(history, document.steps.map(({ name }) => name)),
    ...checkRollback(history, ending, { rollback }),
    ...checkValues(history, ending.status === 'succeeded' ? ending.value : undefined),
    ...checkKeys(history),
  ]
}
