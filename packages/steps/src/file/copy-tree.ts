import { constants } from 'node:fs'
import { chmod, copyFile, lchown, mkdir, open, readdir, readlink, symlink, utimes } from 'node:fs/promises'
import type { Stats } from 'node:fs'
import path from 'node:path'
import { errnoOf, FileProblem } from './file-problem.ts'
import { statOf, using } from './workspace-path.ts'

/**
 * Copies a file, a link as a link, or a whole folder, with modes and times and, where permitted, owners; durable when it returns.
 * `to` must not exist. Not `fs.cp`: that changes relative links, and is experimental in Node 20.
 */
export async function copyTree(from: string, to: string): Promise<void> {
  const stats = await statOf(from)
  if (!stats) throw new FileProblem('FILE_NOT_FOUND', `"${path.basename(from)}" has gone while it was copied`)
  if (stats.isSymbolicLink()) await symlink(await readlink(from), to)
  else if (stats.isFile()) await copyOneFile(from, to)
  else if (stats.isDirectory()) await copyFolder(from, to)
  else throw new FileProblem('NOT_A_FILE', `"${path.basename(from)}" is neither a file, a folder nor a link; file steps leave devices, pipes and sockets alone`)
  await giveTraits(to, stats)
}

/** Mode, owner and times of something, as `lstat` tells them. */
export type Traits = Pick<Stats, 'mode' | 'uid' | 'gid' | 'atimeMs' | 'mtimeMs'>

/** Gives a file or folder those traits; a link only the owner. The owner first: changing it clears bits of the mode. */
export async function giveTraits(absolute: string, { mode, uid, gid, atimeMs, mtimeMs }: Traits): Promise<void> {
  const stats = await statOf(absolute)
  if (!stats) return
  if (stats.uid !== uid || stats.gid !== gid) await lchown(absolute, uid, gid).catch(ignoreForbidden)
  if (stats.isSymbolicLink()) return
  await chmod(absolute, mode & 0o7777)
  await utimes(absolute, atimeMs / 1000, mtimeMs / 1000)
}

/** Makes what was renamed, created or removed in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    await using(await open(folder, 'r'), (handle) => handle.sync())
  } catch (error) {
    // some systems cannot sync folders, and a folder without read permission cannot be opened
    if (!['EISDIR', 'EPERM', 'EINVAL', 'EACCES'].includes(errnoOf(error) ?? '')) throw error
  }
}

async function copyOneFile(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
  await chmod(to, 0o600)
  await using(await open(to, 'r+'), (handle) => handle.sync())
}

async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o700 })
  for (const name of await readdir(from)) await copyTree(path.join(from, name), path.join(to, name))
  await syncFolder(to)
}

// only root may give files away; for others a copy belongs to who makes it
function ignoreForbidden(error: unknown): void {
  if (errnoOf(error) !== 'EPERM') throw error
}
