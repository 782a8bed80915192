import { randomUUID } from 'node:crypto'
import { link, rename } from 'node:fs/promises'
import type { Outcome } from '@eddy/engine'
import { parseDuration } from '@eddy/workflow'
import { makeFile, place, placeExclusively, removeTree, takeAway } from '../atomic-write.ts'
import { errnoOf, FileProblem } from '../file-problem.ts'
import { effectKey, exclusiveKind, isBuiltInUndo } from '../file-step.ts'
import { expiryOf, isStale, lockContent, readLock, type Lock } from '../lock-file.ts'
import { foldersFor } from '../new-folders.ts'
import type { Place } from '../workspace-path.ts'
import { lockConfig } from './contract.ts'

const DEFAULT_LEASE = 'PT10M'

/**
 * The lock file says by whose effect it was taken, so that it is its own journal: a retry after a crash knows its lock, and the
 * undo releases no other.
 */
export const runLock = exclusiveKind(lockConfig, async ({ config, request, root, target }): Promise<Outcome> => {
  const at = await target(config.path, 'keep')
  const key = effectKey(request)
  if (isBuiltInUndo(request)) return release(at, { owner: request.runId, key })
  await foldersFor(root, at, false)
  const expiresAt = new Date(Date.now() + (parseDuration(config.lease ?? DEFAULT_LEASE) ?? 0)).toISOString()
  const held = await readLock(at)
  const mine = held?.owner === request.runId
  if (held && !mine && !isStale(held)) throw locked(at, held)
  const others = mine ? held.leases.filter((lease) => lease.key !== key) : []
  const lock: Lock = { owner: request.runId, leases: [...others, { key, expiresAt }] }
  if (mine) await place(at.absolute, key, (fresh) => makeFile(fresh, lockContent(lock)))
  else await take(at, { lock, key, stale: held })
  return { kind: 'ok', value: { path: at.relative, owner: lock.owner, expiresAt, renewed: others.length > 0 } }
})

interface Taking {
  readonly lock: Lock
  readonly key: string
  readonly stale: Lock | undefined
}

async function take(at: Place, { lock, key, stale }: Taking): Promise<void> {
  if (stale) await putAway(at, stale)
  try {
    await placeExclusively(at.absolute, key, (fresh) => makeFile(fresh, lockContent(lock)))
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error
    throw locked(at, await readLock(at))
  }
}

/** Another process may take over the same stale lock: what was put away must be the stale one, or it goes back. */
async function putAway(at: Place, stale: Lock): Promise<void> {
  const away = `${at.absolute}.${randomUUID()}.stale`
  await rename(at.absolute, away).catch((error: unknown) => {
    if (errnoOf(error) !== 'ENOENT') throw error
  })
  const found = await readLock({ absolute: away, relative: at.relative })
  if (found && expiryOf(found) !== expiryOf(stale)) await link(away, at.absolute).catch(() => undefined)
  await removeTree(away)
}

/** Takes back what this effect has asked for; the lock itself goes with its last lease. */
async function release(at: Place, { owner, key }: { readonly owner: string; readonly key: string }): Promise<Outcome> {
  const held = await readLock(at)
  if (held?.owner === owner && held.leases.some((lease) => lease.key === key)) {
    const leases = held.leases.filter((lease) => lease.key !== key)
    if (leases.length === 0) await takeAway(at.absolute, key)
    else await place(at.absolute, key, (fresh) => makeFile(fresh, lockContent({ owner, leases })))
  }
  return { kind: 'ok', value: null }
}

function locked({ relative }: Place, held: Lock | undefined): FileProblem {
  const by = held ? ` by the run "${held.owner}" until ${expiryOf(held)}` : ''
  return new FileProblem('FILE_LOCKED', `"${relative}" is locked${by}`, { retryable: true, details: held ? { owner: held.owner, expiresAt: expiryOf(held) } : {} })
}
