import { z } from 'zod'
import type { KindContract, Step } from '@eddy/workflow'
import { checkTexts } from '../text/check-texts.ts'
import { configText } from '../text/config-text.ts'

export const sendSignalConfig = z.strictObject({
  name: z.string().min(1).meta({ title: 'Signal' }).describe('The signal\'s name, as its waiter has it.'),
  correlation: z.string().min(1).optional().meta({ title: 'Correlation', ui: 'expression' }).describe('JSONata over the arguments; only those who wait for this correlation get the signal.'),
  run: z.string().min(1).optional().meta({ title: 'Run', ui: 'template' }).describe('The id of the only run that may get it; may hold {{ expressions }} over the arguments.'),
})

/** The payload enters the log of another run, where nobody knows that it is a secret. */
function secretArguments({ arguments: args = [] }: Step): readonly { readonly path: string; readonly message: string }[] {
  return args.flatMap(({ name, from }, index) => ('secret' in from ? [{ path: `/arguments/${index}/from`, message: `A signal is seen by other runs, so the argument "${name}" cannot be a secret.` }] : []))
}

export const sendSignalContract: KindContract = {
  kind: 'send.signal',
  title: 'Send a signal',
  summary: 'Tells waiting runs to go on.',
  docs: [
    'Sends a signal that steps of the kind `wait.signal` wait for: those of its name, and of its correlation where it has one (a text as it is, other values as JSON). With `run` only that run can get it.',
    '',
    'The argument `payload` is what the waiter gets; `null` without one. Arguments cannot be secrets: other runs would see them.',
    '',
    'The value is `{ delivered }`, the number of runs that got it at once. A repeated attempt has the same key, by which the host can tell that it is no new signal.',
    '',
    'Errors: `NO_SIGNALS` where nothing here can send any, `NO_RUN` when `run` is empty with these arguments, `INVALID_CONFIG`, `EXPRESSION_ERROR`, `EXPRESSION_TIMEOUT`; these are not tried again. `SIGNAL_FAILED` is.',
  ].join('\n'),
  icon: 'radio-tower',
  group: 'wait',
  keywords: ['event', 'emit', 'publish', 'message', 'resume', 'wake', 'broadcast'],
  config: sendSignalConfig,
  arguments: { type: 'object', properties: { payload: {} } },
  result: { type: 'object', properties: { delivered: { type: 'integer', minimum: 0 } }, required: ['delivered'] },
  expressions: ['correlation'],
  effects: (step) => [`signal ${configText(step, 'name')}`],
  idempotent: false,
  check: (step) => [...checkTexts('run')(step), ...secretArguments(step)],
  examples: [
    {
      title: 'A payment has arrived',
      step: { name: 'tell', kind: 'send.signal', config: { name: 'payment', correlation: 'order' }, arguments: [{ name: 'order', from: { value: 'A-1' } }, { name: 'payload', from: { value: { amount: 100 } } }] },
    },
    { title: 'To one run', step: { name: 'wake', kind: 'send.signal', config: { name: 'go', run: '{{ parent }}' }, arguments: [{ name: 'parent', from: { value: 'run-1' } }] } },
  ],
  fake: () => ({ delivered: 1 }),
}
