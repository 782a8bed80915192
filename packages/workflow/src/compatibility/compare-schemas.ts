import { fits, isUsable } from './fits.ts'
import { isSubset } from './is-subset.ts'
import { sampleValues } from './sample-values.ts'
import type { Json, JsonSchema } from '../document.ts'

/** How the values that two schemas allow relate. */
export interface SchemaComparison {
  /** `unknown`: that all of the older's values still fit is neither proven nor refuted. */
  readonly kind: 'same' | 'widened' | 'narrowed' | 'changed' | 'unknown'
  /** A value that the older allows and the newer does not. */
  readonly lost?: { readonly value: Json }
  /** A value that the newer allows and the older does not. */
  readonly gained?: { readonly value: Json }
}

/**
 * Never guesses: that a schema allows all of another's values is proven from its keywords, that it does not by a value. `widened` and
 * `narrowed` may be `same` where the keywords do not show it. Bounded.
 */
export function compareSchemas(older: JsonSchema = {}, newer: JsonSchema = {}): SchemaComparison {
  if (!isUsable(older) || !isUsable(newer)) return { kind: 'unknown' }
  const keepsAll = isSubset(older, newer)
  const addsNone = isSubset(newer, older)
  if (keepsAll && addsNone) return { kind: 'same' }
  const gained = addsNone ? undefined : counterexample(newer, older)
  const more = gained && { gained }
  if (keepsAll) return { kind: 'widened', ...more }
  const lost = counterexample(older, newer)
  if (!lost) return { kind: 'unknown', ...more }
  return { kind: addsNone ? 'narrowed' : 'changed', lost, ...more }
}

/** A value that fits one schema and not the other. */
function counterexample(allows: JsonSchema, refuses: JsonSchema): { readonly value: Json } | undefined {
  const value = sampleValues(allows, [refuses]).find((candidate) => fits(refuses, candidate) === false)
  return value === undefined ? undefined : { value }
}
