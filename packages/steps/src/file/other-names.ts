import { link, mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { errnoOf } from './file-problem.ts'
import { sameState, stateOf } from './node-state.ts'
import { statOf } from './workspace-path.ts'

/**
 * A file can have several names (hard links). A backup is a copy, so bringing it back would part a name from the others: a later
 * undo of their common mode would then miss one. So of files with other names the backup holds on to the file itself, too.
 */
export async function keepNames(from: string, to: string): Promise<void> {
  const stats = await statOf(from)
  if (stats?.isFile() && stats.nlink > 1) await tryLink(from, to)
  if (!stats?.isDirectory()) return
  await mkdir(to, { mode: 0o700 })
  for (const name of await readdir(from)) await keepNames(path.join(from, name), path.join(to, name))
}

/** Puts the kept files in the place of their copies, unless they have other content by now: then the copy is right. */
export async function reuniteNames(names: string, fresh: string): Promise<void> {
  const stats = await statOf(names)
  if (stats?.isFile() && sameState(await stateOf(names), await stateOf(fresh))) {
    await rm(fresh)
    await link(names, fresh)
  }
  if (!stats?.isDirectory()) return
  for (const name of await readdir(names)) await reuniteNames(path.join(names, name), path.join(fresh, name))
}

// another device, a file system without hard links, or a system that forbids those to files of others: the copy will do
async function tryLink(from: string, to: string): Promise<void> {
  await link(from, to).catch((error: unknown) => {
    if (!['EXDEV', 'EPERM', 'EACCES', 'EMLINK', 'ENOTSUP', 'ENOSYS'].includes(errnoOf(error) ?? '')) throw error
  })
}
