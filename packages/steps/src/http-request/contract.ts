import { z } from 'zod'
import type { KindContract, Step } from '@eddy/workflow'
import { checkPlaceholders } from '../check-placeholders.ts'

const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])
const REPEATABLE: ReadonlySet<string> = new Set([...READING, 'PUT', 'DELETE'])

export const httpRequestConfig = z.strictObject({
  method: z.enum(METHODS).default('GET').optional().meta({ title: 'Method' }).describe('The HTTP method.'),
  url: z.string().min(1).meta({ title: 'URL' }).describe('Where to; may hold {{ expressions }} over the arguments.'),
  headers: z.record(z.string(), z.string()).optional().meta({ title: 'Headers' }).describe('Values may hold {{ expressions }}.'),
  body: z.json().optional().meta({ title: 'Body' }).describe('Sent as JSON; a text as it is. Strings may hold {{ expressions }}; one that is a single {{ expression }} keeps the type of its value.'),
  timeout: z.string().optional().meta({ title: 'Time limit' }).describe('An ISO 8601 duration for one request, such as PT10S.'),
  expectStatus: z.array(z.int().min(100).max(599)).optional().meta({ title: 'Expected status' }).describe('Status codes that are a success; 200 to 299 when left out.'),
  responseType: z.enum(['auto', 'json', 'text']).default('auto').optional().meta({ title: 'Response' }).describe('How the body is read; auto follows its content type.'),
})

function methodOf(step: Step): string {
  return String(step.config?.['method'] ?? 'GET')
}

export const httpRequestContract: KindContract = {
  kind: 'http.request',
  title: 'HTTP request',
  summary: 'Calls a web service.',
  docs: [
    'Sends one request and takes the response `{ status, headers, body }` as its value. Only hosts on the allow list are reached (`EDDY_ALLOWED_HOSTS`, or `--allow-host` on the command line).',
    '',
    'Each request carries an `Idempotency-Key` that stays the same over the retries of one attempt to reach the effect.',
    '',
    'Errors: `HTTP_<status>` for an unexpected status (tried again for 408, 425, 429 and 5xx), `HTTP_UNREACHABLE`, `HTTP_TIMEOUT`, `HTTP_TOO_LARGE`, `HOST_NOT_ALLOWED`.',
  ].join('\n'),
  icon: 'globe',
  group: 'action',
  keywords: ['http', 'api', 'rest', 'webhook', 'fetch', 'call'],
  config: httpRequestConfig,
  result: { type: 'object', properties: { status: { type: 'integer' }, headers: { type: 'object' }, body: {} } },
  effects: (step) => (READING.has(methodOf(step)) ? [] : [`HTTP ${methodOf(step)} ${String(step.config?.['url'] ?? '')}`]),
  idempotent: (step) => REPEATABLE.has(methodOf(step)),
  check: checkPlaceholders('url', 'headers', 'body'),
  examples: [{ title: 'Reserve a flight', step: { name: 'flight', kind: 'http.request', config: { method: 'POST', url: 'http://127.0.0.1:4410/reservations', body: { kind: 'flight', customer: '{{ customer }}' } }, arguments: [{ name: 'customer', from: { value: 'Ada' } }] } }],
  fake: () => ({ status: 200, headers: {}, body: { id: 'rehearsed' } }),
}
