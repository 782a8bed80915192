import type { Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import type { SecretStore } from './secret-store.ts'
import { secretUsage } from './secret-usage.ts'

/** Removes a secret; one that workflows take, only when that was said to be meant. */
export async function removeSecret(db: Database, store: SecretStore, { name, evenIfUsed }: { readonly name: string; readonly evenIfUsed: boolean }): Promise<{ readonly name: string }> {
  const users = evenIfUsed ? [] : ((await secretUsage(db)).get(name) ?? [])
  if (users.length > 0) throw new Refusal('SECRET_IN_USE', `The secret "${name}" is taken by ${users.map(({ title, name: own }) => title ?? own).join(', ')}, which could not run without it.`, { usedBy: users })
  if (!(await store.remove(name))) throw new Refusal('NOT_FOUND', `There is no stored secret "${name}"; it may have been removed already.`)
  return { name }
}
