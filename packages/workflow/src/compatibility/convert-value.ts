import canonicalize from 'canonicalize'
import { compareSchemas } from './compare-schemas.ts'
import { typesOf } from './constraints.ts'
import { fits } from './fits.ts'
import { isSubset } from './is-subset.ts'
import type { Expr, Json, JsonSchema } from '../document.ts'

export interface Converting {
  readonly from: JsonSchema
  readonly to: JsonSchema
  /** The value may be null whatever `from` says, since nothing was given. */
  readonly nullable: boolean
  /** What stands for null where `to` does not take it. */
  readonly preset: Json | undefined
  /** How the expression calls the value: `value`, `$`. */
  readonly value: string
}

export type Conversion =
  | { readonly ok: true; readonly expr: Expr; readonly by: readonly ('default' | 'to-text' | 'to-number')[] }
  | { readonly ok: false; readonly reason: string }

/** An expression that makes values of one schema fit another; without any means in `by` they fit as they are. Only conversions whose every result is proven to fit. */
export function convertValue({ from, to, nullable, preset, value }: Converting): Conversion {
  const converted = convert(from, to, value)
  if (!converted.ok) return converted
  const nullFits = fits(to, null) === true
  if (!nullable || (nullFits && converted.by.length === 0)) return converted
  if (nullFits) return { ...converted, expr: `${value} = null ? null : ${converted.expr}` }
  const text = preset === undefined || preset === null ? undefined : canonicalize(preset)
  if (text === undefined) return { ok: false, reason: 'it may be left out, and nothing is known to stand for it' }
  return { ok: true, expr: `${value} = null ? ${text} : ${converted.expr}`, by: ['default', ...converted.by] }
}

function convert(from: JsonSchema, to: JsonSchema, value: string): Conversion {
  if (isSubset(from, to)) return { ok: true, expr: value, by: [] }
  const types = [...typesOf(from)]
  if (types.every((type) => type === 'number' || type === 'integer' || type === 'boolean') && isSubset({ type: 'string' }, to)) return { ok: true, expr: `$string(${value})`, by: ['to-text'] }
  if (types.every((type) => type === 'string') && isSubset({ type: 'number' }, to)) return { ok: true, expr: `$number(${value})`, by: ['to-number'] }
  const known = compareSchemas(from, to).lost
  return { ok: false, reason: known ? `values such as ${canonicalize(known.value) ?? 'some'} do not fit any more, and no conversion is sure to make them fit` : 'whether its values still fit cannot be told' }
}
