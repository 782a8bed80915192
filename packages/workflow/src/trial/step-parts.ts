import { hashOf } from '../content-hash.ts'
import type { Json, Step } from '../document.ts'

/** What of a step decides its result, part by part, each as a content hash. Names of parts are what a person is told. */
export type StepParts = ReadonlyMap<string, string>

const known = new WeakMap<Step, StepParts>()

/** Undo, order among ready steps, titles and the like play no part: they do not change what a step returns. Its inner steps count for themselves. */
export function stepParts(step: Step): StepParts {
  let parts = known.get(step)
  if (!parts) {
    parts = new Map([...Object.entries(ownFields(step)), ...settings(step), ...args(step)].flatMap(([part, value]) => (value === undefined ? [] : [[part, hashOf({ value })]])))
    known.set(step, parts)
  }
  return parts
}

function ownFields({ kind, guards, retry, timeout, onError, compensate, steps, branches, return: returns }: Step): { readonly [part: string]: unknown } {
  return {
    'the kind': kind,
    'the guards': guards,
    'the retries': retry,
    'the time limit': timeout,
    'the error rules': onError,
    'the failure handler': compensate,
    'the steps inside': steps?.map(({ name }) => name),
    'the branches': branches?.map((branch) => ({ ...branch, steps: branch.steps.map(({ name }) => name) })),
    'what it returns': returns,
  }
}

function settings({ config = {} }: Step): [string, Json | undefined][] {
  return Object.entries(config).map(([key, value]) => [`setting ${key}`, value])
}

function args({ arguments: list = [] }: Step): [string, unknown][] {
  return list.map(({ name, from, path, transform }) => [`argument ${name}`, { from, ...(path === undefined ? {} : { path }), ...(transform === undefined ? {} : { transform }) }])
}

interface Compared {
  readonly then: Step
  readonly parts: readonly string[]
}

const compared = new WeakMap<Step, Compared>()

/** The parts that two versions of a step do not share. An edit leaves most steps the objects that they were: those are compared once. */
export function changedParts(now: Step, then: Step): readonly string[] {
  const earlier = compared.get(now)
  if (earlier?.then === then) return earlier.parts
  const [after, before] = [stepParts(now), stepParts(then)]
  const parts = [...new Set([...after.keys(), ...before.keys()])].filter((part) => after.get(part) !== before.get(part))
  compared.set(now, { then, parts })
  return parts
}
