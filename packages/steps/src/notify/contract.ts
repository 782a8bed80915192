import { z } from 'zod'
import type { KindContract, Step } from '@eddy/workflow'
import { checkTexts } from '../text/check-texts.ts'
import { configText } from '../text/config-text.ts'

export const notifyConfig = z.strictObject({
  title: z.string().min(1).meta({ title: 'Title', ui: 'template' }).describe('In a few words; may hold {{ expressions }} over the arguments.'),
  text: z.string().default('').optional().meta({ title: 'Text', ui: 'template-lines' }).describe('The rest; may hold {{ expressions }}.'),
  level: z.enum(['info', 'warn', 'error']).default('info').optional().meta({ title: 'Level' }).describe('How much it matters; info when left out.'),
  channel: z.enum(['inbox', 'webhook']).default('inbox').optional().meta({ title: 'Channel' }).describe('inbox: Eddy\'s own; webhook: a POST to the URL.'),
  url: z.string().min(1).optional().meta({ title: 'URL', ui: 'template' }).describe('Where a webhook is; may hold {{ expressions }}.'),
})

export type NotifyConfig = z.infer<typeof notifyConfig>

function urlProblems(step: Step): readonly { readonly path: string; readonly message: string; readonly severity?: 'warning' }[] {
  const webhook = configText(step, 'channel') === 'webhook'
  if (webhook && step.config?.['url'] === undefined) return [{ path: '/config/url', message: 'A webhook needs a URL.' }]
  return !webhook && step.config?.['url'] !== undefined ? [{ path: '/config/url', message: 'The URL is not used: the notice goes to the inbox. Choose the channel "webhook", or remove the URL.', severity: 'warning' }] : []
}

export const notifyContract: KindContract = {
  kind: 'notify',
  title: 'Notify',
  summary: 'Tells people something.',
  docs: [
    'Sends a notice with a title, a text and a level. The channel `inbox` is Eddy\'s own; where there is none, the notice goes to the step\'s log and its value says `delivered: false`.',
    '',
    'The channel `webhook` posts `{ title, text, level, runId, step, key }` as JSON, with the header `Idempotency-Key`, to a host on the allow list (`EDDY_ALLOWED_HOSTS`, or `--allow-host` on the command line).',
    '',
    'The value is `{ delivered }`, with the `status` of a webhook\'s answer. A repeated attempt has the same key. Title and text show secrets as `•••`; only the URL may use them.',
    '',
    'Errors: `NOTICE_FAILED` when the inbox does not take it (tried again), `INVALID_CONFIG`, `EXPRESSION_ERROR`, `EXPRESSION_TIMEOUT`. Of a webhook those of an HTTP request: `HTTP_<status>`, `HTTP_UNREACHABLE`, `HTTP_LOST`, `HTTP_TOO_LARGE`, `HTTP_REDIRECTS`, `BAD_URL`, `HOST_NOT_ALLOWED`, `CANCELLED`.',
  ].join('\n'),
  icon: 'bell',
  group: 'action',
  keywords: ['notice', 'alert', 'message', 'inbox', 'webhook', 'slack', 'tell'],
  config: notifyConfig,
  result: { type: 'object', properties: { delivered: { type: 'boolean' }, status: { type: 'integer' } }, required: ['delivered'] },
  effects: (step) => [`notice "${configText(step, 'title')}"`],
  idempotent: true,
  check: (step) => [...checkTexts('title', 'text', 'url')(step), ...urlProblems(step)],
  examples: [
    { title: 'To the inbox', step: { name: 'tell', kind: 'notify', config: { title: 'Order {{ order }} needs a look', text: 'Its amount is {{ amount }}.', level: 'warn' }, arguments: [{ name: 'order', from: { value: 'A-1' } }, { name: 'amount', from: { value: 1200 } }] } },
    { title: 'To a webhook', step: { name: 'post', kind: 'notify', config: { title: 'The import is done', channel: 'webhook', url: 'http://127.0.0.1:4410/hooks/imports' } } },
  ],
  fake: (step) => (configText(step, 'channel') === 'webhook' ? { delivered: true, status: 200 } : { delivered: true }),
}
