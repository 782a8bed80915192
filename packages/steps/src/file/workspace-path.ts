import { lstat, readlink, realpath, type FileHandle } from 'node:fs/promises'
import type { Stats } from 'node:fs'
import path from 'node:path'
import { errnoOf, FileProblem } from './file-problem.ts'

/** A path in the workspace with all symbolic links resolved, except, where it was not followed, a last one. */
export interface Place {
  readonly absolute: string
  /** From the workspace folder, with `/`; `.` for the workspace itself. */
  readonly relative: string
}

/** `follow`: a link at the end stands for what it points to; `keep`: it is meant itself. */
export type LastLink = 'follow' | 'keep'

// as many as Linux allows in one path
const MAX_LINKS = 40

/** The real path of the workspace folder. */
export async function workspaceRoot(folder: string): Promise<string> {
  const root = await realpath(folder).catch(() => undefined)
  if (root === undefined || !(await lstat(root)).isDirectory()) throw new FileProblem('NO_WORKSPACE', `the workspace folder "${folder}" does not exist; create it, or set another one`)
  return root
}

/**
 * Where `text`, a path relative to the workspace, really is. What does not exist yet is taken as it is written.
 * Fails with PATH_OUTSIDE_WORKSPACE for a path that is absolute or that leads out, by `..` or by a link.
 */
export async function resolvePlace(root: string, text: string, last: LastLink): Promise<Place> {
  if (text === '' || text.includes('\0')) throw new FileProblem('INVALID_PATH', 'the path is empty or holds a character that no path can have')
  if (path.isAbsolute(text) || leadsUp(text)) throw outside(text)
  const absolute = await walk(root, { text, last })
  if (absolute !== root && !isInside(root, absolute)) throw outside(text)
  return { absolute, relative: shown(root, absolute) }
}

/** As `resolvePlace`, for what a step is to change: never the workspace itself. */
export async function resolveTarget(root: string, text: string, last: LastLink): Promise<Place> {
  const place = await resolvePlace(root, text, last)
  if (place.absolute === root) throw new FileProblem('INVALID_PATH', `"${text}" is the workspace folder itself, which no step may change`)
  return place
}

export function isInside(folder: string, absolute: string): boolean {
  return absolute.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep)
}

/** A path as results and messages show it. */
export function shown(root: string, absolute: string): string {
  return path.relative(root, absolute).split(path.sep).join('/') || '.'
}

/** What stands there, links not followed; undefined: nothing. */
export async function statOf(absolute: string): Promise<Stats | undefined> {
  try {
    return await lstat(absolute)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Closes what was opened, whatever happens in between. */
export async function using<T>(handle: FileHandle, action: (handle: FileHandle) => Promise<T>): Promise<T> {
  try {
    return await action(handle)
  } finally {
    await handle.close()
  }
}

/** Follows the parts one by one: `realpath` knows nothing of what does not exist yet. */
async function walk(root: string, { text, last }: { readonly text: string; readonly last: LastLink }): Promise<string> {
  const pending = partsOf(text)
  let at = root
  let links = 0
  for (let part = pending.shift(); part !== undefined; part = pending.shift()) {
    const next = path.join(at, part)
    const linked = part === '..' ? undefined : await linkAt(next, { root, text, last: pending.length === 0, follow: last === 'follow' })
    at = linked === undefined ? next : path.isAbsolute(linked) ? path.parse(linked).root : at
    if (linked === undefined) continue
    if (++links > MAX_LINKS) throw new FileProblem('INVALID_PATH', `"${text}" leads through links that never end`)
    pending.unshift(...partsOf(linked))
  }
  return at
}

interface Part {
  readonly root: string
  readonly text: string
  readonly last: boolean
  readonly follow: boolean
}

/** What the link at `absolute` points to, when it is one to be followed. */
async function linkAt(absolute: string, { root, text, last, follow }: Part): Promise<string | undefined> {
  const stats = await statOf(absolute)
  if (stats?.isSymbolicLink() && (!last || follow)) return readlink(absolute)
  if (stats && !stats.isDirectory() && !last && isInside(root, absolute)) throw new FileProblem('NOT_A_FOLDER', `"${text}" leads through "${shown(root, absolute)}", which is not a folder`)
  return undefined
}

function partsOf(text: string): string[] {
  return text.split(path.sep === '/' ? '/' : /[\\/]/).filter((part) => part !== '' && part !== '.')
}

function leadsUp(text: string): boolean {
  return path.normalize(text).split(path.sep)[0] === '..'
}

function outside(text: string): FileProblem {
  return new FileProblem('PATH_OUTSIDE_WORKSPACE', `"${text}" is not inside the workspace folder; use a path relative to it that no "..", no leading "/" and no link leads out of`)
}
