import { recoverRun, startRun, type RecoverRun, type RunHandle, type StartRun } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { performOrder, type RunOrder } from './run-order.ts'

/** What drives the runs of a server: the engine in this process, or one elsewhere. Which it is, nothing else of the server knows. */
export interface RunEngine {
  /** Sees to it by itself that runs go on. */
  readonly watchful?: boolean
  start(options: Parameters<StartRun>[0]): RunHandle
  /** `input`: of the run, checked. */
  recover(options: Parameters<RecoverRun>[0] & Pick<Parameters<StartRun>[0], 'input'>): RunHandle
  /** Does what is asked of a run; what the engine refuses is a refusal to the person too. */
  perform(handle: RunHandle, order: RunOrder): Json | Promise<Json>
}

/** The engine in this process. */
export const embeddedEngine: RunEngine = { start: startRun, recover: recoverRun, perform: performOrder }
