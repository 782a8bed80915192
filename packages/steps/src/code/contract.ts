import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'

/** What a step may ask of its sandbox. */
export const codeLimits = {
  timeoutMs: { min: 10, max: 60_000, default: 5_000 },
  memoryMb: { min: 16, max: 256, default: 32 },
} as const

export const codeContract: KindContract = {
  kind: 'code',
  title: 'Code',
  summary: 'Runs JavaScript in a sandbox.',
  docs: [
    'The body of an async function `(args, context, eddy)`. What it returns is the step\'s value.',
    '',
    '- `args`: the arguments. `context`: `{ runId, step, attempt, retriesRemaining, workflow }`, `attempt` counts from 1.',
    '- `eddy.retry(reason?, delayMs?)`, `eddy.halt(value)`, `eddy.fail(reason, { code?, retryable? })`, `eddy.ok(value)`; in a compensate handler also `eddy.continueWith(value)`.',
    '- `throw` fails the step. `console.log` writes to the step\'s log.',
    '',
    'There is no network, no file and no timer in the sandbox; memory and time are limited.',
    '',
    'Errors: `CODE_ERROR` (an error was thrown; the message names the line), `CODE_SYNTAX`, `CODE_TIMEOUT`, `CODE_MEMORY`, `CODE_NEVER_SETTLES`, `INVALID_RESULT`; `FAILED`, or the code given, for `eddy.fail`; `RETRIES_EXCEEDED` for `eddy.retry` with no attempt left.',
  ].join('\n'),
  icon: 'code-xml',
  group: 'action',
  keywords: ['javascript', 'js', 'function', 'script'],
  config: z.strictObject({
    source: z.string().meta({ title: 'JavaScript', ui: 'code' }).describe('The body of an async function of args, context and eddy.'),
    timeoutMs: limit(codeLimits.timeoutMs).meta({ title: 'Time limit' }).describe('Milliseconds of computing; 5,000 when left out.'),
    memoryMb: limit(codeLimits.memoryMb).meta({ title: 'Memory limit' }).describe('MiB of memory; 32 when left out.'),
  }),
  effects: [],
  idempotent: true,
  examples: [{ title: 'Pick the cheapest', step: { name: 'cheapest', kind: 'code', config: { source: 'return args.offers.sort((a, b) => a.price - b.price)[0]' }, arguments: [{ name: 'offers', from: { value: [{ price: 3 }, { price: 2 }] } }] } }],
  fake: () => null,
}

function limit({ min, max }: { readonly min: number; readonly max: number }): z.ZodOptional<z.ZodInt> {
  return z.int().min(min).max(max).optional()
}
