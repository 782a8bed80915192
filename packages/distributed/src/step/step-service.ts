import { randomUUID } from 'node:crypto'
import type * as Restate from '@restatedev/restate-sdk'
import type { StepExecutor } from '@eddy/engine'
import type { Answered } from '../run/question.ts'
import { interrupted } from './interrupted.ts'
import { answerOf } from './plain.ts'
import type { StepCall } from './step-call.ts'
import { StopSignal } from './stop-signal.ts'
import { restate } from '../sdk.ts'
import { stepServiceOf } from '../service-names.ts'

type Woken = { readonly done: Omit<Answered, 'id'> } | { readonly done: undefined }

export interface StepServiceOptions {
  /** Of Eddy: only its own runs call it. */
  readonly version: string
  readonly executorOf: (call: StepCall) => StepExecutor
  /** Rejects when this process no longer answers for the step: Restate asks another. */
  readonly gone?: (call: StepCall) => Promise<never>
}

/**
 * Carries out steps, on any machine. That a doubtful one begins is journaled before it does: where its worker dies, another finds it begun
 * and not ended, and says so instead of doing it again. What the run no longer wants is told to stop, and its outcome awaited.
 */
export function stepService({ version, executorOf, gone }: StepServiceOptions) {
  const attend = async (context: Restate.Context, call: StepCall): Promise<Omit<Answered, 'id'>> => {
    // the SDK's own type for what `explicitCancellation` adds
    const ctx = context as Restate.internal.ContextInternal
    const own = randomUUID()
    const begun = call.doubtful ? await ctx.run('begin', () => own) : own
    const stop = new StopSignal()
    const outcome = ctx.run('perform', async () => {
      const answer = begun === own ? await answerOf(() => executorOf(call).execute({ ...call, signal: stop })) : await answerOf(() => interrupted(call.path))
      return { at: Date.now(), answer }
    })
    const first = await restate.RestatePromise.race<Restate.RestatePromise<Woken>[]>([outcome.map((done) => ({ done })), ctx.cancellation().map(() => ({ done: undefined }))])
    if (first.done !== undefined) return first.done
    stop.abort()
    return outcome
  }
  const perform = (context: Restate.Context, call: StepCall) => (gone === undefined ? attend(context, call) : Promise.race([attend(context, call), gone(call)]))
  return restate.service({
    name: stepServiceOf(version),
    handlers: { perform },
    options: {
      explicitCancellation: true,
      ingressPrivate: true,
      // a step may take its time; that its worker is gone is seen from the connection
      inactivityTimeout: { days: 1 },
      abortTimeout: { days: 1 },
      journalRetention: 0,
      // for ever: what is paused after so many attempts would wait for a person
      retryPolicy: { initialInterval: 20, exponentiationFactor: 2, maxInterval: 1000, maxAttempts: 1_000_000_000 },
    },
  })
}
