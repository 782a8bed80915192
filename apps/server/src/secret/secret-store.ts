import type { Secrets } from '@eddy/engine'
import { silentBus, type Bus } from '../cluster/bus.ts'
import type { Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import type { EnvironmentSecrets } from './environment-secrets.ts'
import { seal, unseal } from './seal.ts'
import type { SecretKey } from './secret-key.ts'

/** How exactly "last used" is kept: a run that takes a secret a thousand times writes once. */
const USED_EVERY_MS = 60_000

export interface StoredSecret {
  readonly name: string
  readonly source: 'stored' | 'environment'
  readonly createdAt: string | null
  readonly updatedAt: string | null
  readonly usedAt: string | null
  /** False when it was sealed with a key that is not there any more: it has to be set again. */
  readonly readable: boolean
}

/** Secrets by name. Values go in and reach runs; nothing here gives one to anybody else. */
export interface SecretStore extends Secrets {
  readonly list: () => Promise<readonly StoredSecret[]>
  readonly names: () => Promise<ReadonlySet<string>>
  /** The same, as it was lately where all of these were among them then: starting a run asks for it each time. */
  readonly namesWith: (wanted: Iterable<string>) => Promise<ReadonlySet<string>>
  /** Whether there was none of that name before. */
  readonly set: (name: string, value: string) => Promise<{ readonly created: boolean }>
  /** False when there was none. */
  readonly remove: (name: string) => Promise<boolean>
}

export interface SecretStoreOptions {
  readonly db: Database
  readonly key: SecretKey
  readonly environment: EnvironmentSecrets
  /** Where other servers change them too. */
  readonly bus?: Bus
}

/** The stored secrets, then those of the environment, which a stored one of the same name hides. */
export function createSecretStore({ db: { prisma }, key, environment, bus = silentBus }: SecretStoreOptions): SecretStore {
  let lately: Promise<ReadonlySet<string>> | undefined
  const names = async () => {
    const stored = await prisma.secret.findMany({ select: { name: true } })
    // the environment knows no small letters
    return new Set([...stored.map(({ name }) => name), ...environment.names().flatMap((name) => [name, name.toUpperCase()])])
  }
  const changed = () => {
    lately = undefined
    bus.tell({ kind: 'secrets' })
  }
  bus.listen((message) => {
    if (message === undefined || message.kind === 'secrets') lately = undefined
  })
  const noted = new Map<string, number>()
  const noteUse = async (name: string) => {
    const now = Date.now()
    if (now - (noted.get(name) ?? 0) < USED_EVERY_MS) return
    noted.set(name, now)
    await prisma.secret.updateMany({ where: { name }, data: { usedAt: new Date(now) } })
  }
  return {
    async list() {
      const stored = await prisma.secret.findMany({ select: { name: true, keyId: true, createdAt: true, updatedAt: true, usedAt: true } })
      const taken = new Set(stored.map(({ name }) => name))
      const own = stored.map(({ name, keyId, createdAt, updatedAt, usedAt }) => ({ name, source: 'stored' as const, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString(), usedAt: usedAt?.toISOString() ?? null, readable: keyId === key.id }))
      const outside = environment.names().filter((name) => !taken.has(name)).map((name) => ({ name, source: 'environment' as const, createdAt: null, updatedAt: null, usedAt: null, readable: true }))
      return [...own, ...outside].sort((a, b) => a.name.localeCompare(b.name))
    },
    names,
    async namesWith(wanted) {
      const known = await lately
      if (known && [...wanted].every((name) => known.has(name))) return known
      const asked = names()
      // one that is removed from here on takes it away again
      lately = asked.catch(() => new Set())
      return asked
    },
    async set(name, value) {
      const data = { sealed: seal(key, name, value), keyId: key.id }
      const { count } = await prisma.secret.createMany({ data: [{ name, ...data }], skipDuplicates: true })
      if (count === 0) await prisma.secret.update({ where: { name }, data: { ...data, updatedAt: new Date() } })
      changed()
      return { created: count === 1 }
    },
    async remove(name) {
      noted.delete(name)
      const { count } = await prisma.secret.deleteMany({ where: { name } })
      changed()
      return count === 1
    },
    async get(name) {
      const stored = await prisma.secret.findUnique({ where: { name }, select: { sealed: true, keyId: true } })
      if (!stored) return environment.get(name)
      if (stored.keyId !== key.id) throw new Refusal('SECRET_UNREADABLE', `it was stored with another key (${stored.keyId}, now ${key.id}); set it again in the settings`)
      await noteUse(name)
      return unseal(key, name, stored.sealed)
    },
  }
}
