import type { Place } from '@eddy/distributed'
import type { StepRequest } from '@eddy/engine'

/** Quick, and the same however often they are done: answered where the run is, many in one entry of the journal. */
const HERE: ReadonlySet<string> = new Set(['expression', 'template', 'debug', 'collect', 'rules', 'fail', 'log'])
/** Need nothing of this server: not its database, not its files. */
const ANYWHERE: ReadonlySet<string> = new Set(['http.request', 'code'])

/** Where a step is carried out: here, once in this process, or by any step worker. A cache of results is this server's. */
export function placeOf({ step }: StepRequest): Place {
  if (step.cache !== undefined) return 'effect'
  if (HERE.has(step.kind)) return 'here'
  return ANYWHERE.has(step.kind) ? 'step' : 'effect'
}
