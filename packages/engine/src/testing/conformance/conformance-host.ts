import type { RunEvent } from '../../event/event.ts'
import type { RunHandle, RunResult } from '../../host/run-handle.ts'
import type { Clock } from '../../port/ports.ts'
import type { ConformanceCase } from './conformance-case.ts'
import type { ScriptedWorld } from './scripted-world.ts'

/** What runs workflows, as the suite sees it. */
export interface ConformanceHost {
  readonly name: string
  /** Real time, or time that goes on by itself. */
  readonly clock: Clock
  start(conformanceCase: ConformanceCase, options: HostedOptions): Promise<HostedRun>
}

export interface HostedOptions {
  /** Carries out the steps. The same object in every process that takes up the run. */
  readonly world: ScriptedWorld
  /** Told of events in order, each once, when they are stored. */
  readonly onStored: (events: readonly RunEvent[]) => void
  /** The process dies when it has stored the event of this number, with nothing behind it, and the run is taken up by another. */
  readonly dieAt?: number
}

type Asked<K extends keyof RunHandle> = RunHandle[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : never

/** A run under way. What is refused rejects with the engine's error, which has a `code`. */
export interface HostedRun {
  settled(): Promise<RunResult>
  /** All events that are stored. */
  events(): Promise<readonly RunEvent[]>
  /** Drops all that the process knows of the run, and takes it up from what is stored. */
  crash(): Promise<void>
  /** Lets go of the run gently, and takes it up from what is stored. */
  release(): Promise<void>
  readonly resume: Asked<'resume'>
  readonly halt: Asked<'halt'>
  readonly retryNow: Asked<'retryNow'>
  readonly cancel: Asked<'cancel'>
  readonly signal: Asked<'signal'>
  readonly task: Asked<'task'>
  readonly undo: Asked<'undo'>
  readonly resolveUndo: Asked<'resolveUndo'>
  readonly adapt: Asked<'adapt'>
  /** Stops the run where it stands and lets go of what belongs to it. */
  close(): Promise<void>
}
