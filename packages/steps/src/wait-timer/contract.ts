import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'
import { durationField } from '../text/duration-field.ts'

export const waitTimerContract: KindContract = {
  kind: 'wait.timer',
  title: 'Wait',
  summary: 'Waits for a time.',
  docs: 'Waits; takes no slot meanwhile and survives a restart. An argument `duration` goes before the configured one. Its value is `null`.\n\nErrors: `ARGUMENT_ERROR` when it is given no duration.',
  icon: 'timer',
  group: 'wait',
  keywords: ['delay', 'sleep', 'pause', 'timer'],
  config: z.strictObject({ duration: durationField().optional().meta({ title: 'How long' }).describe('An ISO 8601 duration: PT30S, PT5M, P1D.') }),
  effects: [],
  idempotent: true,
  native: true,
  check: (step) => (step.config?.['duration'] === undefined && !step.arguments?.some((argument) => argument.name === 'duration') ? [{ path: '/config/duration', message: 'Say how long to wait, here or with an argument named "duration".' }] : []),
  examples: [{ title: 'Half a minute', step: { name: 'cool_down', kind: 'wait.timer', config: { duration: 'PT30S' } } }],
  fake: () => null,
}
