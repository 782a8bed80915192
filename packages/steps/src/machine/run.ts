import type { Outcome, StepRequest } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { z } from 'zod'
import { ExpressionError } from '../evaluator/expression-error.ts'
import { effectKey, isBuiltInUndo } from '../file/file-step.ts'
import { evaluateAt } from '../rules/evaluate-at.ts'
import { expressionFailure, type KindServices, type RunKind } from '../run-kind.ts'
import { applyEvent, type MachineEvent } from './apply-event.ts'
import { machineConfig, type MachineConfig } from './machine-config.ts'
import { MachineProblem } from './machine-problem.ts'
import { newRecord, readRecord, readResult, resultOf, withoutResult, withResult, type MachineRecord, type MachineResult } from './machine-record.ts'

export const runMachine: RunKind = async (request, services) => {
  const read = machineConfig.safeParse(request.step.config ?? {})
  if (!read.success) return { kind: 'fail', error: { code: 'INVALID_CONFIG', message: `the machine is not valid: ${z.prettifyError(read.error)}`, retryable: false } }
  try {
    return { kind: 'ok', value: isBuiltInUndo(request) ? await undo(request, read.data, services) : await transition(request, read.data, services) }
  } catch (error) {
    return failureOf(error)
  }
}

async function transition(request: StepRequest, config: MachineConfig, services: KindServices): Promise<Json> {
  const event = await eventOf(request, config, services)
  const by = effectKey(request)
  const { value } = await services.keyedState.update(nameOf(config, event.key), async (kept) => {
    // an attempt that timed out while it waited for its turn must not follow its own retry
    if (request.signal.aborted) throw new MachineProblem('CANCELLED', 'the run no longer wants this; nothing was done')
    const record = kept ? readRecord(kept.value) : newRecord(config)
    return resultOf(record, by) ? record : withResult(record, by, await applyEvent(event, record))
  })
  return resultOf(readRecord(value), by) ?? null
}

/** The log's value says what was left, the record whether it still stands. */
async function undo(request: StepRequest, config: MachineConfig, services: KindServices): Promise<Json> {
  const own = readResult(request.undoing?.value ?? null)
  if (own?.changed === false) return null
  // an error rule may have given the step another value, after an attempt that did its work too late
  const key = own ? own.key : await keyOf(request, config, services).catch(() => undefined)
  if (key === undefined) return null
  const by = effectKey(request)
  await services.keyedState.update(nameOf(config, key), (kept) => {
    const record = kept ? readRecord(kept.value) : newRecord(config)
    const left = record.undone.includes(by) ? undefined : (own ?? resultOf(record, by))
    if (!left?.changed) return record
    if (!stillStands(record, by, left)) throw conflict(config, left, record)
    return withoutResult(record, by, left)
  })
  return null
}

/** After an undo the same version can be reached by another's event, so the version alone is no proof. */
function stillStands({ version, applied }: MachineRecord, by: string, left: MachineResult): boolean {
  const last = applied.findLast(({ result }) => result.changed)
  return version === left.version && (last === undefined || last.by === by)
}

function conflict({ machine }: MachineConfig, left: MachineResult, now: MachineRecord): MachineProblem {
  return new MachineProblem('UNDO_CONFLICT', `the machine "${machine}" has moved on: this step left it at version ${left.version} in the state "${left.state}", and it now stands at version ${now.version} in the state "${now.state}"`)
}

async function eventOf(request: StepRequest, config: MachineConfig, services: KindServices): Promise<MachineEvent> {
  const { arguments: args, context } = request
  const event = args['event']
  if (typeof event !== 'string' || event === '') throw new MachineProblem('NO_EVENT', 'the argument "event" must be the name of an event')
  return { config, key: await keyOf(request, config, services), event, arguments: args, evaluator: services.evaluator, context }
}

/** A key of nothing would let everything share one state unnoticed. */
async function keyOf({ arguments: root, context }: StepRequest, config: MachineConfig, { evaluator }: KindServices): Promise<string | null> {
  if (config.key === undefined) return null
  const key = await evaluateAt({ evaluator, context, root }, config.key, 'the key')
  if (key === null || key === '') throw new MachineProblem('NO_KEY', 'the key of the machine is empty with these arguments')
  return typeof key === 'string' ? key : JSON.stringify(key)
}

function nameOf({ machine }: MachineConfig, key: string | null): string {
  return key === null ? `machine/${machine}` : `machine/${machine}/${key}`
}

function failureOf(error: unknown): Outcome {
  if (error instanceof ExpressionError) return expressionFailure(error)
  if (error instanceof MachineProblem) return { kind: 'fail', error: { code: error.code, message: error.message, retryable: error.code === 'CANCELLED' } }
  return { kind: 'fail', error: { code: 'STATE_UNAVAILABLE', message: `the state of the machine cannot be reached: ${error instanceof Error ? error.message : String(error)}`, retryable: true } }
}
