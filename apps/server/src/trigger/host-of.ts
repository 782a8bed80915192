import { Refusal } from '../refusal.ts'
import type { TriggerHost } from './trigger-host.ts'

/** The host of a procedure's context. */
export function hostOf({ triggers }: { readonly triggers?: TriggerHost | undefined }): TriggerHost {
  if (!triggers) throw new Refusal('INVALID_STATE', 'This server fires no triggers.')
  return triggers
}
