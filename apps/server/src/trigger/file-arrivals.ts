import { createHash } from 'node:crypto'
import { lstat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { filesMatching } from '@eddy/steps/run'
import type { NewFiring } from './claim-firings.ts'
import type { FileConfig } from './trigger-config.ts'

interface Seen {
  readonly size: number
  readonly mtimeMs: number
  /** When it was first seen as it is. */
  readonly since: number
}

/** What files look like between two looks at the workspace: one that is still being written is not there yet. */
export class FileArrivals {
  readonly #workspace: string
  readonly #seen = new Map<string, ReadonlyMap<string, Seen>>()

  constructor(workspace: string) {
    this.#workspace = workspace
  }

  /** Files that match and have settled, whether or not they have fired before: a file as it was counts once, by its key. */
  async look(triggerId: string, { glob, settleMs }: FileConfig, now: number): Promise<readonly NewFiring[]> {
    const seen = await this.#see(triggerId, glob, now)
    return [...seen].filter(([, { since }]) => since < now && now - since >= settleMs).map(([path, file]) => arrival(path, file, now))
  }

  /** All files that match, as they are. */
  async present(triggerId: string, { glob }: FileConfig, now: number): Promise<readonly NewFiring[]> {
    return [...(await this.#see(triggerId, glob, now))].map(([path, file]) => arrival(path, file, now))
  }

  async #see(triggerId: string, glob: string, now: number): Promise<ReadonlyMap<string, Seen>> {
    const before = this.#seen.get(triggerId)
    const seen = new Map<string, Seen>()
    for (const path of await filesMatching(this.#workspace, glob)) {
      const stats = await lstat(join(this.#workspace, path)).catch(() => undefined)
      if (!stats?.isFile()) continue
      const { size, mtimeMs } = stats
      const known = before?.get(path)
      const same = known !== undefined && known.size === size && known.mtimeMs === mtimeMs
      seen.set(path, { size, mtimeMs, since: same ? known.since : now })
    }
    this.#seen.set(triggerId, seen)
    return seen
  }

  forget(triggerIds: ReadonlySet<string>): void {
    for (const id of this.#seen.keys()) if (!triggerIds.has(id)) this.#seen.delete(id)
  }
}

function arrival(path: string, { size, mtimeMs }: Seen, now: number): NewFiring {
  const folder = dirname(path)
  return {
    key: createHash('sha256').update(`${path}\n${mtimeMs}\n${size}`).digest('hex'),
    event: { file: { path, name: basename(path), folder: folder === '.' ? '' : folder, size, modifiedAt: new Date(mtimeMs).toISOString() }, at: new Date(now).toISOString() },
  }
}
