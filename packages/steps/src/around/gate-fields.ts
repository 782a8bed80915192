import { expressionFault, type Json } from '@eddy/workflow'
import { z } from 'zod'
import { durationField } from '../text/duration-field.ts'

const name = z.string().min(1).optional().meta({ title: 'Name' }).describe('What is shared, over all runs; the step\'s own name when left out.')
const key = z.string().optional().meta({ title: 'Key', ui: 'expression' }).describe('JSONata over the arguments: runs with different keys do not meet.')
const wait = durationField().optional().meta({ title: 'Longest wait' }).describe('An ISO 8601 duration; passing it fails with LOCKED, which may be tried again.')

export const claimFields = { name, key, wait: wait.describe('An ISO 8601 duration; without one who comes second fails at once with LOCKED, which may be tried again.') }
export const lockFields = { name, key, wait }
export const concurrencyFields = { name, key, wait, limit: z.int().min(1).meta({ title: 'At once' }).describe('How many may be inside at the same time.') }
export const rateFields = {
  name,
  key,
  max: z.int().min(1).meta({ title: 'Calls' }).describe('Entries allowed in each period.'),
  per: durationField().optional().meta({ title: 'Period' }).describe('An ISO 8601 duration; one second when left out.'),
  wait: durationField().optional().meta({ title: 'Longest wait' }).describe('An ISO 8601 duration, one minute when left out; who would wait longer fails with RATE_LIMITED.'),
}
export const breakerFields = {
  name,
  key,
  failures: z.int().min(1).optional().meta({ title: 'Failures' }).describe('So many in a row open the breaker; five when left out.'),
  cooldown: durationField().optional().meta({ title: 'Cooldown' }).describe('An ISO 8601 duration until one is let through on trial; 30 seconds when left out.'),
}
export const cacheFields = { name, key, ttl: durationField().optional().meta({ title: 'Fresh for' }).describe('An ISO 8601 duration; one minute when left out.') }

/** What is wrong with the `key` expression of gate settings. */
export function keyProblems(settings: Json | undefined, path: string): readonly { readonly path: string; readonly message: string }[] {
  if (typeof settings !== 'object' || settings === null || !('key' in settings) || typeof settings.key !== 'string') return []
  const fault = expressionFault(settings.key)
  return fault ? [{ path: `${path}/key`, message: `The key is no valid expression: ${fault.message}` }] : []
}
