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

/** The log's value says what was left; the record, whether it still stands. */
async function undo(request: StepRequest, config: MachineConfig, { keyedState }: KindServices): Promise<Json> {
  const left = readResult(request.undoing?.value ?? null)
  if (!left?.changed) return null
  const by = effectKey(request)
  await keyedState.update(nameOf(config, left.key), (kept) => {
    const record = kept ? readRecord(kept.value) : undefined
    if (record?.undone.includes(by)) return record
    if (!record || !stillStands(record, by, left)) throw conflict(config, left, record)
    return withoutResult(record, by, left)
  })
  return null
}

/** After an undo the same version can be reached by another's event, so the version alone is no proof. */
function stillStands({ version, applied }: MachineRecord, by: string, left: MachineResult): boolean {
  const last = applied.findLast(({ result }) => result.changed)
  return version === left.version && (last === undefined || last.by === by)
}

function conflict({ machine }: MachineConfig, left: MachineResult, record: MachineRecord | undefined): MachineProblem {
  const now = record ? `is at version ${record.version} in the state "${record.state}"` : 'has no state any more'
  return new MachineProblem('UNDO_CONFLICT', `the machine "${machine}" has moved on: this step left it at version ${left.version} in the state "${left.state}", and it now ${now}`)
}

async function eventOf(request: StepRequest, config: MachineConfig, { evaluator }: KindServices): Promise<MachineEvent> {
  const { arguments: args, context } = request
  const event = args['event']
  if (typeof event !== 'string' || event === '') throw new MachineProblem('NO_EVENT', 'the argument "event" must be the name of an event')
  const key = config.key === undefined ? null : keyText(await evaluateAt({ evaluator, context, root: args }, config.key, 'the key'))
  return { config, key, event, arguments: args, evaluator, context }
}

/** A key of nothing would let everything share one state unnoticed. */
function keyText(key: Json): string {
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
