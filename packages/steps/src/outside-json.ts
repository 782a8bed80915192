import type { Json } from '@eddy/workflow'
import { MAX_DEPTH } from './evaluator/plain-json.ts'

/** Texts, which are passed over, and numbers. */
const TEXTS_AND_NUMBERS = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g

/**
 * JSON as another program has written it. An integer that a number cannot hold exactly is given as a text with its digits: an undo that asks for
 * payment 9007199254740993 must not ask for its neighbour. Throws for what is no JSON, and for what is nested too deep to be recorded.
 */
export function outsideJson(text: string): Json {
  // JSON text gives JSON
  let value = JSON.parse(text) as Json
  if (isNestedDeeper(value, MAX_DEPTH)) throw new SyntaxError(`it is nested deeper than ${MAX_DEPTH} levels`)
  if (/\d{16}/.test(text)) {
    const exact = text.replace(TEXTS_AND_NUMBERS, (one) => (isExact(one) ? one : `"${one}"`))
    if (exact !== text) value = JSON.parse(exact) as Json
  }
  return value
}

/** The first integer in JSON text that a number cannot hold exactly. */
export function inexactInteger(text: string): string | undefined {
  return /\d{16}/.test(text) ? text.match(TEXTS_AND_NUMBERS)?.find((one) => !isExact(one)) : undefined
}

export function isNestedDeeper(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((inner: Json) => isNestedDeeper(inner, levels - 1))
}

function isExact(one: string): boolean {
  return !/^-?\d{16,}$/.test(one) || Number.isSafeInteger(Number(one))
}
