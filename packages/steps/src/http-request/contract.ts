import { z } from 'zod'
import type { KindContract, Step } from '@eddy/workflow'
import { configText } from '../text/config-text.ts'
import { checkTexts } from '../text/check-texts.ts'
import { breakerFields, rateFields } from '../around/gate-fields.ts'
import { durationField } from '../text/duration-field.ts'

const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])
const REPEATABLE: ReadonlySet<string> = new Set([...READING, 'PUT', 'DELETE'])

export const httpRequestConfig = z.strictObject({
  method: z.enum(METHODS).default('GET').optional().meta({ title: 'Method' }).describe('The HTTP method.'),
  url: z.string().min(1).meta({ title: 'URL', ui: 'template' }).describe('Where to; may hold {{ expressions }} over the arguments.'),
  headers: z.record(z.string(), z.string().meta({ ui: 'template' })).optional().meta({ title: 'Headers' }).describe('Values may hold {{ expressions }}.'),
  body: z.json().optional().meta({ title: 'Body', ui: 'template-json' }).describe('Sent as JSON; a text as it is. Strings may hold {{ expressions }}; one that is a single {{ expression }} keeps the type of its value.'),
  timeout: durationField().optional().meta({ title: 'Time limit' }).describe('An ISO 8601 duration for one request, such as PT10S.'),
  expectStatus: z.array(z.int().min(100).max(599)).optional().meta({ title: 'Expected status' }).describe('Status codes that are a success; 200 to 299 when left out.'),
  responseType: z.enum(['auto', 'json', 'text']).default('auto').optional().meta({ title: 'Response' }).describe('How the body is read; auto follows its content type.'),
  rate: z.strictObject({ max: rateFields.max, per: rateFields.per, wait: rateFields.wait }).optional().meta({ title: 'Rate limit' }).describe('So many requests to this host in each period, over all steps and runs of the host program that say so.'),
  breaker: z.strictObject({ failures: breakerFields.failures, cooldown: breakerFields.cooldown }).optional().meta({ title: 'Circuit breaker' }).describe('Leaves this host alone for a while when it keeps failing, over all steps and runs of the host program that say so.'),
})

function methodOf(step: Step): string {
  return configText(step, 'method', 'GET')
}

function bodyProblems(step: Step): readonly { readonly path: string; readonly message: string }[] {
  const bodiless = methodOf(step) === 'GET' || methodOf(step) === 'HEAD'
  return bodiless && step.config?.['body'] !== undefined ? [{ path: '/config/body', message: `A ${methodOf(step)} request cannot have a body. Remove the body or choose another method.` }] : []
}

export const httpRequestContract: KindContract = {
  kind: 'http.request',
  title: 'HTTP request',
  summary: 'Calls a web service.',
  docs: [
    'Sends one request and takes the response `{ status, headers, body }` as its value. Only hosts on the allow list are reached (`EDDY_ALLOWED_HOSTS`, or `--allow-host` on the command line).',
    '',
    'Each request carries an `Idempotency-Key`: the same for all attempts that aim at one effect, another once that effect has been undone. A request that may change something is not broken off when the run turns back: its answer is awaited, and then undone.',
    '',
    'A request that may change something, that was sent and had no answer (its time limit passed, the connection was lost, its body broke off), is *in doubt*, not failed: nobody knows whether it took effect. So is one that was answered as a success that cannot be read. The `check` of the step is asked, then its `onInterrupt` decides: `PUT` and `DELETE` are tried again under the same key as their `retry` says, `POST` and `PATCH` halt for a person unless `onInterrupt` is `retry`, for a service that honours the `Idempotency-Key`. What was never sent (no such host, refused, no TLS) has failed for certain, and so has what was answered with an unexpected status. `GET`, `HEAD` and `OPTIONS` change nothing and simply fail.',
    '',
    'As the `check` of a step in doubt, a request asks for what the attempt would have made: a success with an object as its body says that it happened, and the response becomes the result of the step; 404 and 410 say that it did not. A body `{ "happened": true or false, "value"? }` is taken at its word. Anything else leaves it unknown.',
    '',
    'A *rate* limit and a circuit *breaker* are kept per host, and shared by the requests that have one. No answer, 429 and 5xx count as failures of the host. What is refused by them (`RATE_LIMITED`, `CIRCUIT_OPEN`) was never sent, and may be tried again.',
    '',
    'An integer in a response that a number cannot hold exactly (beyond 2^53) is given as a text with its digits, so that an undo names the payment that was made and not its neighbour.',
    '',
    'Errors: `HTTP_<status>` for an unexpected status (tried again for 408, 425, 429 and 5xx), `HTTP_UNREACHABLE`, `HTTP_LOST`, `HTTP_TIMEOUT`, `HTTP_TOO_LARGE` (more than 5 MB), `HTTP_BAD_JSON` (also for more than 500 levels), `HTTP_REDIRECTS`, `BAD_URL`, `BAD_HEADER`, `HOST_NOT_ALLOWED`, `INVALID_CONFIG`, `EXPRESSION_ERROR`, `EXPRESSION_TIMEOUT`. `HTTP_TIMEOUT` is of the time limit here, for one request; the step\'s own `timeout` is `STEP_TIMEOUT` and covers redirects too. A `Retry-After` of the server is waited for, an hour at most. The error of an unexpected status has the details `{ status, body }`. Redirects are followed up to five times, to allowed hosts only.',
  ].join('\n'),
  icon: 'globe',
  group: 'action',
  keywords: ['http', 'api', 'rest', 'webhook', 'fetch', 'call'],
  config: httpRequestConfig,
  result: { type: 'object', properties: { status: { type: 'integer' }, headers: { type: 'object' }, body: {} } },
  effects: (step) => (READING.has(methodOf(step)) ? [] : [`HTTP ${methodOf(step)} ${configText(step, 'url')}`]),
  idempotent: (step) => REPEATABLE.has(methodOf(step)),
  check: (step) => [...checkTexts('url', 'headers', 'body')(step), ...bodyProblems(step)],
  examples: [{ title: 'Reserve a flight', step: { name: 'flight', kind: 'http.request', config: { method: 'POST', url: 'http://127.0.0.1:4410/reservations', body: { kind: 'flight', customer: '{{ customer }}' } }, arguments: [{ name: 'customer', from: { value: 'Ada' } }] } }],
  fake: () => ({ status: 200, headers: {}, body: { id: 'rehearsed' } }),
}
