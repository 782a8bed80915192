import { fixedResult, type JsonSchema, type KindContract } from '@eddy/workflow'
import { argumentSchema, requiredArguments } from '../document/argument-fits.ts'

export type Taking =
  /** `argument`: the one that it is given as; absent: any name will do. */
  | { readonly ok: true; readonly argument?: string }
  | { readonly ok: false; readonly reason: string }

/** Whether a step of one kind can be given the result of another, and in words why not. What a kind must have is what it is given first. */
export function takesResult(from: KindContract | undefined, to: KindContract): Taking {
  const required = requiredArguments(to)
  const [first] = required
  if (first === undefined) return { ok: true }
  const given = typeOf(fixedResult(from))
  const argument = required.find((name) => mayBe(given, typeOf(argumentSchema(to, name))))
  return argument === undefined ? { ok: false, reason: `takes ${wordOf(typeOf(argumentSchema(to, first)))} as ${first}, not ${wordOf(given)}` } : { ok: true, argument }
}

/** A text may be long enough, an object have what it must have: only another type is known to be wrong. */
function mayBe(given: string | undefined, wanted: string | undefined): boolean {
  return given === undefined || wanted === undefined || given === wanted || (given === 'integer' && wanted === 'number')
}

function typeOf(schema: JsonSchema | undefined): string | undefined {
  const type = schema?.['type']
  return typeof type === 'string' ? type : undefined
}

const words: { readonly [type: string]: string } = { object: 'an object', array: 'a list', string: 'a text', integer: 'a whole number', number: 'a number', boolean: 'yes or no', null: 'nothing' }

function wordOf(type: string | undefined): string {
  return (type === undefined ? undefined : words[type]) ?? 'another value'
}
