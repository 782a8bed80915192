import { cancelPreview, DefinitionError, EngineError, isFinal, signalFaults, waiterFor, type CancelPreview, type RunHandle, type TaskWord, type UndoResolution } from '@eddy/engine'
import { schemaFaults, type Json } from '@eddy/workflow'
import { Refusal } from '../refusal.ts'

type Signal = Parameters<RunHandle['signal']>[0]

/** What can be asked of a run, as data: the server that has the run in hand does it, whichever server was asked. */
export type RunOrder =
  | { readonly verb: 'halt'; readonly reason?: string }
  | { readonly verb: 'retry-now'; readonly step?: string }
  /** `expected`: the steps that a person was told would be undone. */
  | { readonly verb: 'cancel'; readonly rollback: boolean; readonly expected?: readonly string[] }
  | { readonly verb: 'preview-cancel' | 'undo' }
  /** What it waits for before it begins, which only its server knows. */
  | { readonly verb: 'standing' }
  | { readonly verb: 'resume'; readonly options: NonNullable<Parameters<RunHandle['resume']>[0]> }
  | { readonly verb: 'resolve-undo'; readonly resolution: UndoResolution }
  | { readonly verb: 'adapt'; readonly version: Parameters<RunHandle['adapt']>[0] }
  /** What a worker outside says of a task. */
  | { readonly verb: 'task'; readonly word: TaskWord }
  /** `waited`: only when a step waits for it; otherwise it is kept for a later one. */
  | { readonly verb: 'signal'; readonly signal: Signal; readonly waited: boolean }

/** Does it to the run; what the engine refuses is a refusal to the person too. */
export function performOrder(handle: RunHandle, order: RunOrder): Json {
  try {
    return perform(handle, order)
  } catch (error) {
    if (error instanceof EngineError && isOfTasks(error.code)) throw new Refusal(error.code, sentence(error.message))
    if (error instanceof EngineError || error instanceof DefinitionError) throw new Refusal('INVALID_STATE', error.message)
    throw error
  }
}

type OfTasks = 'TASK_TAKEN' | 'TASK_OVER' | 'TASK_NOT_HELD' | 'RESULT_UNFIT'

function isOfTasks(code: string): code is OfTasks {
  return code === 'TASK_TAKEN' || code === 'TASK_OVER' || code === 'TASK_NOT_HELD' || code === 'RESULT_UNFIT'
}

function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`
}

function perform(handle: RunHandle, order: RunOrder): Json {
  switch (order.verb) {
    case 'signal':
      if (!order.waited) refuseUnfit(handle, order.signal)
      return (!order.waited || waiterFor(handle.state, order.signal) !== undefined) && handle.signal(order.signal)
    case 'task':
      // plain data
      return handle.task(order.word) as unknown as Json
    case 'preview-cancel':
      // plain data
      return (cancelPreview(handle.state) ?? null) as unknown as Json
    case 'cancel':
      cancel(handle, order)
      break
    case 'standing':
      // no run knows that of itself: order-desk.ts answers
      break
    default:
      performVerb(handle, order)
  }
  return null
}

function performVerb(handle: RunHandle, order: Exclude<RunOrder, { verb: 'signal' | 'task' | 'preview-cancel' | 'standing' | 'cancel' }>): void {
  switch (order.verb) {
    case 'halt':
      return handle.halt(order.reason === undefined ? {} : { reason: order.reason })
    case 'retry-now':
      return handle.retryNow(order.step)
    case 'undo':
      return handle.undo()
    case 'resume':
      return handle.resume(order.options)
    case 'resolve-undo':
      return handle.resolveUndo(order.resolution)
    case 'adapt':
      return handle.adapt(order.version)
  }
}

function cancel(handle: RunHandle, { rollback, expected }: Extract<RunOrder, { verb: 'cancel' }>): void {
  if (rollback && expected) refuseIfMovedOn(cancelPreview(handle.state), expected)
  const { status } = handle.state
  if (isFinal(status)) throw new Refusal('RUN_OVER', `The run is over (${status}); there is nothing to cancel.`)
  handle.cancel({ rollback, reason: 'asked by a person' })
}

function refuseUnfit({ state }: RunHandle, signal: Signal): void {
  const faults = signalFaults(state, signal, schemaFaults)
  if (faults.length > 0) throw new Refusal('INVALID_INPUT', `The payload does not fit what "${signal.name}" is waited for with: ${faults.map(({ path, message }) => `${path} ${message}`.trim()).join('; ')}`)
}

/** Nobody is to cancel something else than what was shown. */
function refuseIfMovedOn(preview: CancelPreview | undefined, expected: readonly string[]): void {
  const now = preview?.undone.map(({ path }) => path) ?? []
  if (preview !== undefined && JSON.stringify(now) !== JSON.stringify(expected)) throw new Refusal('RUN_MOVED_ON', 'The run has moved on since this was shown; other steps would be undone now.', preview)
}
