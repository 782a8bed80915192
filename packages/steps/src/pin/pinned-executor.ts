import type { Outcome, StepExecutor, StepRequest } from '@eddy/engine'
import { pinPath, type Fixture, type Json } from '@eddy/workflow'

export interface Answers {
  /** By pin path, `trip/reserve_hotel`. */
  readonly pins: Fixture['pins']
  /** Results that a part of a workflow takes from an earlier run, by the names of steps at the top. */
  readonly past?: { readonly [name: string]: Json }
}

/**
 * Answers for pinned steps in the place of `executor`, which is not asked: with a value (`by: 'pin'`, or `past` for a result of an earlier
 * run), or with a failure on the attempts that the pin names. Everything else, handlers included, is performed. The document is expected to
 * be a `trialDocument`, in which such steps have nothing to undo.
 */
export function pinnedExecutor(executor: StepExecutor, { pins, past = {} }: Answers): StepExecutor {
  const answer = (request: StepRequest): Outcome | undefined => {
    if (request.purpose !== 'run') return undefined
    const path = pinPath(request.path)
    const pin = pins[path]
    if (pin?.kind === 'value') return { kind: 'ok', value: pin.value, by: 'pin' }
    const value = past[path]
    if (value !== undefined) return { kind: 'ok', value, by: 'past' }
    if (pin === undefined || request.context.attempt > (pin.attempts ?? Infinity)) return undefined
    return { kind: 'fail', error: { code: pin.code, message: pin.message, details: { by: 'pin' } } }
  }
  const execute: StepExecutor['execute'] = (request) => answer(request) ?? executor.execute(request)
  return executor.openStream === undefined ? { execute } : { execute, openStream: executor.openStream.bind(executor) }
}
