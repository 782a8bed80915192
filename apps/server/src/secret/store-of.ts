import { Refusal } from '../refusal.ts'
import type { SecretStore } from './secret-store.ts'

/** The store of a procedure's context. */
export function storeOf({ secrets }: { readonly secrets?: SecretStore | undefined }): SecretStore {
  if (!secrets) throw new Refusal('INVALID_STATE', 'This server keeps no secrets.')
  return secrets
}
