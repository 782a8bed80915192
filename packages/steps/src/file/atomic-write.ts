import { createHash } from 'node:crypto'
import { chmod, lchown, link, mkdir, open, readdir, rename, rm, rmdir, symlink } from 'node:fs/promises'
import path from 'node:path'
import { copyTree, syncFolder } from './copy-tree.ts'
import { errnoOf, FileProblem } from './file-problem.ts'
import { statOf, using } from './workspace-path.ts'

/**
 * Names for what is being prepared beside a path. They follow from the step's key: what a crash leaves is found again by its
 * retry and by its undo.
 */
export interface Aside {
  /** The new thing, until it is complete. */
  readonly fresh: string
  /** The old thing, until the new one stands in its place. */
  readonly old: string
}

export function asideOf(absolute: string, key: string): Aside {
  const name = path.join(path.dirname(absolute), `.eddy-${createHash('sha256').update(`${key} ${path.basename(absolute)}`).digest('hex').slice(0, 16)}`)
  return { fresh: `${name}.new`, old: `${name}.old` }
}

/** Removes what a crash has left beside a path. */
export async function clearAside(absolute: string, key: string): Promise<void> {
  const { fresh, old } = asideOf(absolute, key)
  await removeTree(fresh)
  await removeTree(old)
}

/** Prepares a thing with `make` beside the path and puts it there in one step; what stood there is whole until then. */
export async function place(absolute: string, key: string, make: (fresh: string) => Promise<void>): Promise<void> {
  const { fresh, old } = asideOf(absolute, key)
  await clearAside(absolute, key)
  try {
    await make(fresh)
    await swapIn(fresh, absolute, old)
  } catch (error) {
    await removeTree(fresh).catch(() => undefined)
    throw error
  }
  await syncFolder(path.dirname(absolute))
}

/** As `place`, but fails with EEXIST when something stands there by then; files only. */
export async function placeExclusively(absolute: string, key: string, make: (fresh: string) => Promise<void>): Promise<void> {
  const { fresh } = asideOf(absolute, key)
  await clearAside(absolute, key)
  try {
    await make(fresh)
    await link(fresh, absolute)
  } finally {
    await removeTree(fresh).catch(() => undefined)
  }
  await syncFolder(path.dirname(absolute))
}

/** A new file with that content, durable. `like`: a file whose mode and owner it takes. */
export async function makeFile(fresh: string, content: Buffer, like?: string): Promise<void> {
  await using(await open(fresh, 'wx', 0o666), async (handle) => {
    await handle.writeFile(content)
    await handle.sync()
  })
  if (like !== undefined) await takeRights(fresh, like)
}

/** A copy of a file with more at its end, durable. */
export async function makeLonger(fresh: string, content: Buffer, original: string): Promise<void> {
  await copyTree(original, fresh)
  await chmod(fresh, 0o600)
  await using(await open(fresh, 'a'), async (handle) => {
    await handle.appendFile(content)
    await handle.sync()
  })
  await takeRights(fresh, original)
}

export async function makeLink(fresh: string, target: string): Promise<void> {
  await symlink(target, fresh)
}

/** Moves a file, link or folder, over a device boundary too; `to` is replaced. */
export async function relocate(from: string, to: string, key: string): Promise<void> {
  const { old } = asideOf(to, key)
  await clearAside(to, key)
  try {
    await swapIn(from, to, old)
  } catch (error) {
    if (errnoOf(error) !== 'EXDEV') throw error
    await place(to, key, (fresh) => copyTree(from, fresh))
    await takeAway(from, key)
  }
  await syncFolder(path.dirname(to))
  await syncFolder(path.dirname(from))
}

/** Removes a file, link or folder in one step: a folder is first renamed, so that nobody sees half of it. */
export async function takeAway(absolute: string, key: string): Promise<void> {
  const { old } = asideOf(absolute, key)
  await clearAside(absolute, key)
  const stats = await statOf(absolute)
  if (!stats) return
  await rename(absolute, old)
  await removeTree(old)
  await syncFolder(path.dirname(absolute))
}

/** Creates missing folders, the outermost first. */
export async function makeFolders(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    await mkdir(folder).catch((error: unknown) => {
      if (errnoOf(error) !== 'EEXIST') throw error
    })
    await syncFolder(path.dirname(folder))
  }
}

/** Removes a tree, also one with folders whose mode forbids it, which `rm` does not manage for who is not root. */
export async function removeTree(absolute: string): Promise<void> {
  const stats = await statOf(absolute)
  if (!stats) return
  if (!stats.isDirectory()) return rm(absolute, { force: true })
  if ((stats.mode & 0o700) !== 0o700) await chmod(absolute, 0o700)
  for (const name of await readdir(absolute)) await removeTree(path.join(absolute, name))
  await rmdir(absolute)
}

async function swapIn(fresh: string, absolute: string, old: string): Promise<void> {
  const [from, to] = [await statOf(fresh), await statOf(absolute)]
  if (!from) throw new FileProblem('FILE_NOT_FOUND', `"${path.basename(fresh)}" does not exist any more`)
  if (!to || (!to.isDirectory() && !from.isDirectory())) {
    // renaming one name of a file over another name of the same file does nothing, and leaves both
    if (to && to.ino === from.ino && to.dev === from.dev) await rm(absolute)
    return rename(fresh, absolute)
  }
  await rename(absolute, old)
  try {
    await rename(fresh, absolute)
  } catch (error) {
    await rename(old, absolute)
    throw error
  }
  await removeTree(old)
}

async function takeRights(fresh: string, like: string): Promise<void> {
  const stats = await statOf(like)
  if (!stats) return
  await lchown(fresh, stats.uid, stats.gid).catch((error: unknown) => {
    if (errnoOf(error) !== 'EPERM') throw error
  })
  await chmod(fresh, stats.mode & 0o7777)
}

