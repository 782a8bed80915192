import { createHash } from 'node:crypto'
import path from 'node:path'
import type { Target } from './change.ts'
import { copyTree, type Traits } from './copy-tree.ts'
import { FileProblem } from './file-problem.ts'
import { ABSENT, sameState, stateOf } from './node-state.ts'
import { removeTree } from './atomic-write.ts'
import { keepNames } from './other-names.ts'
import { namesOf, type ContentRecord, type UndoRecord } from './undo-journal.ts'
import { statOf, type Place } from './workspace-path.ts'

/** Records how the target is now, with a backup in the entry's folder where undoing needs one. */
export async function capture(target: Target, folder: string): Promise<UndoRecord> {
  const { aspect, at } = target
  switch (aspect) {
    case 'content':
      return captureContent(target, folder)
    case 'folder':
      return { aspect, path: at.relative, strict: target.strict }
    case 'mode':
      return { aspect, path: at.relative, before: (await existing(at)).mode & 0o7777, after: target.after }
    case 'owner': {
      const { uid, gid, mode } = await existing(at)
      return { aspect, path: at.relative, before: { uid, gid, mode: mode & 0o7777 }, after: target.after }
    }
    case 'times': {
      const traits = await existing(at)
      // what is in a folder is not the folder's own
      return { aspect, path: at.relative, before: traitsOf(traits), after: target.after, content: traits.isDirectory() ? ABSENT : await stateOf(at.absolute) }
    }
  }
}

async function captureContent({ at, after, movesTo }: Extract<Target, { aspect: 'content' }>, folder: string): Promise<ContentRecord> {
  const before = await stateOf(at.absolute)
  const record = { aspect: 'content' as const, path: at.relative, before, after }
  if (before.type === 'absent') return record
  const stats = await existing(at)
  const traits = traitsOf(stats)
  if (movesTo) return { ...record, traits, movedTo: movesTo.relative }
  if (before.type === 'link') return { ...record, traits }
  const backupRef = `backup-${createHash('sha256').update(at.relative).digest('hex').slice(0, 16)}`
  const backup = path.join(folder, backupRef)
  for (const stale of [backup, namesOf(folder, backupRef)]) await removeTree(stale)
  await copyTree(at.absolute, backup)
  await keepNames(at.absolute, namesOf(folder, backupRef))
  if (!sameState(await stateOf(backup), before)) throw new FileProblem('FILE_CHANGING', `"${at.relative}" was changed while it was backed up; nothing was done`, { retryable: true })
  return { ...record, traits, backupRef, identity: { dev: stats.dev, ino: stats.ino } }
}

async function existing(at: Place): Promise<NonNullable<Awaited<ReturnType<typeof statOf>>>> {
  const stats = await statOf(at.absolute)
  if (!stats) throw new FileProblem('FILE_NOT_FOUND', `"${at.relative}" does not exist`)
  return stats
}

function traitsOf({ mode, uid, gid, atimeMs, mtimeMs }: Traits): Traits {
  return { mode, uid, gid, atimeMs, mtimeMs }
}
