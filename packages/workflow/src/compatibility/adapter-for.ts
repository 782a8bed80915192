import { freeName } from '../merge/free-name.ts'
import { convertValue, type Conversion } from './convert-value.ts'
import { fits } from './fits.ts'
import { isSubset } from './is-subset.ts'
import { resultSchema } from './result-schema.ts'
import { isRequired } from '../validate-input.ts'
import type { Catalog } from '../catalog.ts'
import type { Argument, Expr, Input, Json, Step, WorkflowDocument } from '../document.ts'

/** One difference that the adapter makes up for. */
export interface Bridge {
  readonly kind: 'rename' | 'default' | 'to-text' | 'to-number' | 'drop'
  /** The newer document's input, for `drop` the older's; absent for the result. */
  readonly input?: string
  /** Something to look at before relying on it. */
  readonly message: string
}

/** Stands between callers of the older document and the newer one. */
export interface Adapter {
  readonly ok: true
  /** Empty when the newer document can be called as it is. */
  readonly bridges: readonly Bridge[]
  /** `expression` steps over the older document's inputs. */
  readonly steps: readonly Step[]
  /** What a `compose` step calls the newer document with; they take inputs of the older one and results of `steps`. */
  readonly arguments: readonly Argument[]
  /** Makes the newer result what the older was; the transform of an argument that takes it. */
  readonly result?: Expr
}

export type Adaptation = Adapter | { readonly ok: false; readonly reasons: readonly string[] }

/**
 * Bridges what breaks callers of `older` when they call `newer`, as far as renaming, defaults, conversion between text and number, and
 * leaving inputs out can. A rename is taken for one only where a removed input fits a new required one and neither has another choice.
 */
export function adapterFor(older: WorkflowDocument, newer: WorkflowDocument, catalog?: Pick<Catalog, 'get'>): Adaptation {
  const known = new Map((older.inputs ?? []).map((input) => [input.name, input]))
  const wanted = newer.inputs ?? []
  const removed = [...known.values()].filter(({ name }) => !wanted.some((input) => input.name === name))
  const added = wanted.filter((input) => !known.has(input.name) && isRequired(input))
  const renames = findRenames(removed, added)
  const taken = new Set<string>(known.keys())
  const supplies = wanted.map((input) => supply(input, known.get(input.name) ?? renames.get(input.name), taken))
  const dropped = removed.filter((input) => ![...renames.values()].includes(input)).map(({ name }): Supply => ({ bridges: [{ kind: 'drop', input: name, message: `"${name}" is no longer taken: what is given for it is lost.` }] }))
  const result: Conversion = catalog ? convertResult(older, newer, catalog) : { ok: true, expr: '$', by: [] }
  const all = [...supplies, ...dropped, suppliedResult(result)]
  const reasons = all.flatMap(({ reason }) => (reason === undefined ? [] : [reason]))
  if (reasons.length > 0) return { ok: false, reasons }
  return {
    ok: true,
    bridges: all.flatMap(({ bridges }) => bridges ?? []),
    steps: all.flatMap(({ step }) => (step ? [step] : [])),
    arguments: all.flatMap(({ argument }) => (argument ? [argument] : [])),
    ...(result.ok && result.by.length > 0 && { result: result.expr }),
  }
}

/** How the newer document gets one of its inputs; nothing at all where it may stay out. */
interface Supply {
  readonly argument?: Argument
  readonly step?: Step
  readonly bridges?: readonly Bridge[]
  readonly reason?: string
}

function supply(input: Input, source: Input | undefined, taken: Set<string>): Supply {
  return source ? supplyFrom(source, input, taken) : supplyAlone(input)
}

function supplyFrom(source: Input, input: Input, taken: Set<string>): Supply {
  const { name } = input
  const nullable = !isRequired(source) && (source.default ?? null) === null
  const conversion = convertValue({ from: source.schema ?? {}, to: input.schema ?? {}, nullable, preset: presetOf(input), value: 'value' })
  if (!conversion.ok) return { reason: `The input "${name}" cannot be bridged: ${conversion.reason}.` }
  const renamed: Bridge[] = source.name === name ? [] : [{ kind: 'rename', input: name, message: `"${source.name}" is taken for "${name}": it was removed, and nothing else fits.` }]
  const bridges = [...renamed, ...conversion.by.map((kind): Bridge => ({ kind, input: name, message: messageOf(kind, `"${name}"`) }))]
  if (conversion.by.length === 0 && conversion.expr === 'value') return { argument: { name, from: { input: source.name } }, bridges }
  const step = freeName(`adapt_${name}`, taken)
  taken.add(step)
  return {
    step: { name: step, kind: 'expression', config: { expr: conversion.expr }, arguments: [{ name: 'value', from: { input: source.name } }] },
    argument: { name, from: { result: step } },
    bridges,
  }
}

function supplyAlone(input: Input): Supply {
  const { name } = input
  if (!isRequired(input)) return {}
  const preset = presetOf(input)
  if (preset === undefined) return { reason: `The input "${name}" is new and required; no removed input alone fits it, and its schema names no default.` }
  return { argument: { name, from: { value: preset } }, bridges: [{ kind: 'default', input: name, message: messageOf('default', `"${name}"`) }] }
}

function messageOf(kind: 'default' | 'to-text' | 'to-number', what: string): string {
  switch (kind) {
    case 'default':
      return `${what} gets its default where nothing is given.`
    case 'to-text':
      return `${what} is made a text.`
    case 'to-number':
      return `${what} is made a number; a text that is none fails.`
  }
}

/** The value that an input or its schema names; one that does not fit is no default. */
function presetOf({ default: preset, schema = {} }: Input): Json | undefined {
  const members: unknown = schema['enum']
  const only = Array.isArray(members) && members.length === 1 ? [members[0]] : []
  const candidates: readonly unknown[] = [preset, schema['default'], schema['const'], ...only]
  return candidates.filter((value): value is Json => value !== undefined && value !== null).find((value) => fits(schema, value) === true)
}

function findRenames(removed: readonly Input[], added: readonly Input[]): ReadonlyMap<string, Input> {
  const takes = (old: Input, now: Input) => isSubset(old.schema ?? {}, now.schema ?? {})
  return new Map(
    added.flatMap((now) => {
      const candidates = removed.filter((old) => takes(old, now))
      const [only] = candidates
      return only && candidates.length === 1 && added.filter((other) => takes(only, other)).length === 1 ? [[now.name, only] as const] : []
    }),
  )
}

function convertResult(older: WorkflowDocument, newer: WorkflowDocument, catalog: Pick<Catalog, 'get'>): Conversion {
  const [before, after] = [resultSchema(older, catalog), resultSchema(newer, catalog)]
  return before ? convertValue({ from: after ?? {}, to: before, nullable: false, preset: undefined, value: '$' }) : { ok: true, expr: '$', by: [] }
}

function suppliedResult(result: Conversion): Supply {
  if (!result.ok) return { reason: `The result cannot be bridged: ${result.reason}.` }
  return { bridges: result.by.map((kind) => ({ kind, message: messageOf(kind, 'The result') })) }
}
