import type { Stats } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { FileProblem } from './file-problem.ts'
import { sameState, stateOf } from './node-state.ts'
import type { ContentRecord, UndoEntry, UndoRecord } from './undo-journal.ts'
import { resolvePlace, statOf } from './workspace-path.ts'

/** What makes undoing a record unsafe, as the end of a sentence; undefined: nothing does. */
export async function findConflict(root: string, record: UndoRecord, phase: UndoEntry['phase']): Promise<string | undefined> {
  const absolute = path.join(root, record.path)
  if (!(await stillThere(root, record.path))) return 'is now reached through a link'
  const stats = await statOf(absolute)
  switch (record.aspect) {
    case 'content':
      return contentConflict(absolute, record, phase)
    case 'folder':
      return record.strict ? folderConflict(absolute, stats, phase) : undefined
    case 'mode':
      return attributeConflict(stats, (found) => [record.before, record.after].includes(found.mode & 0o7777), 'mode')
    case 'owner':
      return attributeConflict(stats, ({ uid, gid }) => [record.before, record.after].some((owner) => owner.uid === uid && owner.gid === gid), 'owner')
    case 'times':
      if (!stats) return 'has been removed since'
      return record.content.type === 'absent' || sameState(await stateOf(absolute), record.content) ? undefined : 'has been changed since'
  }
}

/** Whether no folder on the way has become a link: through it the undo would change something else, perhaps outside. */
export async function stillThere(root: string, relative: string): Promise<boolean> {
  try {
    return (await resolvePlace(root, relative, 'keep')).absolute === path.join(root, relative)
  } catch (error) {
    if (error instanceof FileProblem) return false
    throw error
  }
}

async function contentConflict(absolute: string, { before, after }: ContentRecord, phase: UndoEntry['phase']): Promise<string | undefined> {
  const now = await stateOf(absolute)
  if (sameState(now, after) || sameState(now, before)) return undefined
  // half of our own change, or of its undoing: the old thing is away and the new one not yet there
  if (now.type === 'absent' && phase !== 'done') return undefined
  return now.type === 'absent' ? 'has been removed since' : 'has been changed since'
}

async function folderConflict(absolute: string, stats: Stats | undefined, phase: UndoEntry['phase']): Promise<string | undefined> {
  if (!stats) return phase === 'done' ? 'has been removed since' : undefined
  if (!stats.isDirectory()) return 'is no folder any more'
  return (await readdir(absolute)).length === 0 ? undefined : 'holds what others have put there since'
}

function attributeConflict(stats: Stats | undefined, expected: (stats: Stats) => boolean, what: string): string | undefined {
  if (!stats) return 'has been removed since'
  if (stats.isSymbolicLink()) return 'is a link now'
  return expected(stats) ? undefined : `has been given another ${what} since`
}
