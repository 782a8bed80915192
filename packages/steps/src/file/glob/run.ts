import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { FileProblem } from '../file-problem.ts'
import { readingKind } from '../file-step.ts'
import { shown, statOf, workspaceRoot } from '../workspace-path.ts'
import { globConfig } from './contract.ts'
import { matchesName, parsePattern, type Segment } from './glob-pattern.ts'

const MAX_FILES = 10_000

interface Search {
  readonly root: string
  readonly only: 'files' | 'folders' | 'all'
  readonly hidden: boolean
  readonly found: Set<string>
}

export const runGlob = readingKind(globConfig, async ({ config, root, place, text }) => {
  const { absolute, relative } = await place(config.path ?? '.', 'follow')
  const stats = await statOf(absolute)
  if (!stats) throw new FileProblem('FILE_NOT_FOUND', `the folder "${relative}" does not exist`)
  if (!stats.isDirectory()) throw new FileProblem('NOT_A_FOLDER', `"${relative}" is not a folder`)
  const search: Search = { root, only: config.only ?? 'files', hidden: config.hidden ?? false, found: new Set() }
  await searchFolder(search, absolute, parsePattern(await text(config.pattern)))
  return [...search.found].sort()
})

/** Files of a workspace that match a pattern, sorted, for who is no step. Throws FileProblem for a pattern that cannot be. */
export async function filesMatching(workspace: string, pattern: string): Promise<readonly string[]> {
  const root = await workspaceRoot(workspace)
  const search: Search = { root, only: 'files', hidden: false, found: new Set() }
  await searchFolder(search, root, parsePattern(pattern))
  return [...search.found].sort()
}

/** What is left of the patterns after the way to this folder, all at once: each folder is read once. */
async function searchFolder(search: Search, folder: string, rests: readonly (readonly Segment[])[]): Promise<void> {
  const wanted = distinct(rests.flatMap(withoutFolders))
  if (!wanted.some((rest) => rest.length > 0)) return
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const absolute = path.join(folder, entry.name)
    const after = distinct(wanted.flatMap((rest) => restsAfter(rest, entry.name, search.hidden)))
    if (after.some((rest) => rest.every((segment) => segment === 'folders')) && isWanted(entry, search.only)) add(search, absolute)
    if (entry.isDirectory() && after.length > 0) await searchFolder(search, absolute, after)
  }
}

/** A rest that begins with `**` also counts without it. */
function withoutFolders(rest: readonly Segment[]): readonly (readonly Segment[])[] {
  return rest[0] === 'folders' ? [rest, ...withoutFolders(rest.slice(1))] : [rest]
}

function restsAfter([segment, ...others]: readonly Segment[], name: string, hidden: boolean): readonly (readonly Segment[])[] {
  if (segment === undefined) return []
  if (segment === 'folders') return hidden || !name.startsWith('.') ? [['folders', ...others]] : []
  return matchesName(segment, name, hidden) ? [others] : []
}

// `**/**/**` must not multiply in every folder
function distinct(rests: readonly (readonly Segment[])[]): readonly (readonly Segment[])[] {
  return [...new Map(rests.map((rest) => [JSON.stringify(rest), rest])).values()]
}

function isWanted(entry: Dirent, only: Search['only']): boolean {
  return only === 'all' || entry.isDirectory() === (only === 'folders')
}

function add({ root, found }: Search, absolute: string): void {
  if (found.size >= MAX_FILES) throw new FileProblem('TOO_MANY_FILES', `more than ${MAX_FILES} files match; make the pattern narrower`)
  found.add(shown(root, absolute))
}
