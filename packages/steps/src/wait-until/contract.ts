import type { KindContract, Step } from '@eddy/workflow'
import { parseInstant } from '@eddy/workflow/instant'
import { z } from 'zod'

function problems(step: Step): readonly { readonly path: string; readonly message: string }[] {
  const time = step.config?.['time']
  const given = step.arguments?.some(({ name }) => name === 'time') ?? false
  if (time === undefined && !given) return [{ path: '/config/time', message: 'It needs a time to wait for: here, or as its argument `time`.' }]
  return typeof time === 'string' && parseInstant(time) === undefined ? [{ path: '/config/time', message: 'This is no ISO 8601 time with a zone such as 2027-01-31T09:00:00Z.' }] : []
}

export const waitUntilContract: KindContract = {
  kind: 'wait.until',
  title: 'Wait until',
  summary: 'Waits for a point in time.',
  docs: 'Waits until its time has come; a time in the past lets it go on at once. The time is its argument `time`, an ISO 8601 text with a zone or milliseconds since the epoch, else its configuration. The wait survives restarts. Its value is `null`.\n\nErrors: `ARGUMENT_ERROR` when it is given no time.',
  icon: 'calendar-clock',
  group: 'wait',
  keywords: ['date', 'schedule', 'deadline', 'sleep', 'at'],
  config: z.strictObject({ time: z.string().optional().meta({ title: 'Time' }).describe('ISO 8601 with a zone, such as 2027-01-31T09:00:00Z.') }),
  effects: [],
  idempotent: true,
  native: true,
  check: problems,
  examples: [{ title: 'New Year', step: { name: 'midnight', kind: 'wait.until', config: { time: '2030-01-01T00:00:00Z' } } }],
  fake: () => null,
}
