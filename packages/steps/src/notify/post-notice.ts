import type { Outcome, StepRequest } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { runHttpRequest } from '../http-request/run.ts'
import type { KindServices } from '../run-kind.ts'
import type { Notice } from './notice.ts'

/** No name that an author can give to an argument. */
const BODY = 'the notice'

export interface Posting {
  readonly notice: Notice
  readonly url: string
  readonly services: KindServices
}

/** Posts a notice as `http.request` would. It goes in as an argument, so that braces in its texts are not evaluated once more. */
export async function postNotice(request: StepRequest, { notice, url, services }: Posting): Promise<Outcome> {
  const { runId, step, title, text, level, key } = notice
  const body: Json = { title, text, level, runId, step, key }
  // the engine's requests have getters, which a spread would lose
  const posted: StepRequest = {
    runId: request.runId,
    path: request.path,
    step: { ...request.step, config: { method: 'POST', url, body: `{{ \`${BODY}\` }}`, responseType: 'text' } },
    purpose: request.purpose,
    arguments: { ...request.arguments, [BODY]: body },
    context: request.context,
    idempotencyKey: request.idempotencyKey,
    signal: request.signal,
  }
  const outcome = await runHttpRequest(posted, services)
  return outcome.kind === 'ok' ? { kind: 'ok', value: { delivered: true, status: statusOf(outcome.value) } } : outcome
}

function statusOf(response: Json): Json {
  return typeof response === 'object' && response !== null && 'status' in response ? response['status'] : null
}
