import type { Place } from '../three-way/field-clash.ts'

/** One field that is another. An absent value was not there, or is there no more. */
export interface FieldChange {
  /** Keys from the step, or from the document, inwards: `['config', 'url']`. Items of lists go by name. */
  readonly place: Place
  readonly before?: unknown
  readonly after?: unknown
}
