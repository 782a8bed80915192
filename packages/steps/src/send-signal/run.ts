import type { Outcome, StepRequest } from '@eddy/engine'
import { z } from 'zod'
import { expressionFailure, type KindServices, type RunKind } from '../run-kind.ts'
import { renderText } from '../template/render-template.ts'
import { sendSignalConfig } from './contract.ts'
import type { OutgoingSignal, SendSignal } from './outgoing-signal.ts'

type Config = z.infer<typeof sendSignalConfig>

export const runSendSignal: RunKind = async (request, services) => {
  const { sendSignal } = services
  if (!sendSignal) return refusal('NO_SIGNALS', 'nothing here can send signals: this host runs workflows one by one')
  const read = sendSignalConfig.safeParse(request.step.config ?? {})
  if (!read.success) return refusal('INVALID_CONFIG', `the configuration of the signal is not valid: ${z.prettifyError(read.error)}`)
  let signal: OutgoingSignal
  try {
    signal = await signalOf(request, read.data, services)
  } catch (error) {
    return expressionFailure(error)
  }
  return signal.runId === '' ? refusal('NO_RUN', `the run "${read.data.run ?? ''}" is empty with these arguments`) : send(signal, sendSignal)
}

async function signalOf(request: StepRequest, { name, correlation, run }: Config, { evaluator }: KindServices): Promise<OutgoingSignal> {
  const { arguments: args, context } = request
  const found = correlation === undefined ? undefined : await evaluator.evaluate(correlation, args, context)
  return {
    name,
    // in the same form as wait.signal has it
    ...(found === undefined ? {} : { correlation: typeof found === 'string' ? found : JSON.stringify(found) }),
    payload: args['payload'] ?? null,
    ...(run === undefined ? {} : { runId: (await renderText(run, { evaluator, arguments: args, context })).trim() }),
    from: `${request.runId}/${request.path}`,
    key: request.idempotencyKey,
  }
}

async function send(signal: OutgoingSignal, sendSignal: SendSignal): Promise<Outcome> {
  try {
    const { delivered } = await sendSignal(signal)
    return { kind: 'ok', value: { delivered } }
  } catch (error) {
    return { kind: 'fail', error: { code: 'SIGNAL_FAILED', message: `the signal "${signal.name}" could not be sent: ${error instanceof Error ? error.message : String(error)}`, retryable: true } }
  }
}

function refusal(code: string, message: string): Outcome {
  return { kind: 'fail', error: { code, message, retryable: false } }
}
