import { chmod, lchown, readdir, utimes } from 'node:fs/promises'
import path from 'node:path'
import { clearAside, makeFolders, makeLink, place, relocate, takeAway } from './atomic-write.ts'
import { copyTree, giveTraits } from './copy-tree.ts'
import { FileProblem } from './file-problem.ts'
import { stillThere } from './find-conflict.ts'
import { sameState, stateOf } from './node-state.ts'
import { reuniteNames } from './other-names.ts'
import { namesOf, type ContentRecord, type UndoRecord } from './undo-journal.ts'
import { statOf } from './workspace-path.ts'

export interface Restoring {
  readonly root: string
  /** The entry's folder. */
  readonly folder: string
  readonly key: string
}

/**
 * Makes a thing what it was; doing so again changes nothing. Never writes into what stands there: it is replaced, so neither a
 * link nor another name of the same file is written through. Answers what it had to leave, as a sentence.
 */
export async function restore(record: UndoRecord, restoring: Restoring): Promise<string | undefined> {
  // even `force` must not lead out of the workspace
  if (!(await stillThere(restoring.root, record.path))) throw new FileProblem('UNDO_CONFLICT', `"${record.path}" is now reached through a link; it was not undone`)
  const absolute = path.join(restoring.root, record.path)
  await clearAside(absolute, restoring.key)
  if (record.aspect === 'content') return restoreContent(absolute, record, restoring)
  if (record.aspect === 'folder') return removeFolder(absolute, record, restoring)
  const stats = await statOf(absolute)
  if (!stats || stats.isSymbolicLink()) return `"${record.path}" is gone; its ${record.aspect} could not be restored`
  switch (record.aspect) {
    case 'mode':
      await chmod(absolute, record.before)
      return undefined
    case 'owner':
      await lchown(absolute, record.before.uid, record.before.gid)
      // a change of owner clears bits of the mode
      await chmod(absolute, record.before.mode)
      return undefined
    case 'times':
      // a folder that was changed since has times of its own
      if (stats.isDirectory() && Math.abs(stats.mtimeMs - record.after) > 1) return undefined
      await utimes(absolute, record.before.atimeMs / 1000, record.before.mtimeMs / 1000)
      return undefined
  }
}

async function restoreContent(absolute: string, record: ContentRecord, restoring: Restoring): Promise<undefined> {
  const { before, traits } = record
  const { key } = restoring
  if (before.type === 'absent') await takeAway(absolute, key)
  else if (!(await isBack(absolute, record))) {
    await bringBack(absolute, record, restoring)
    if (traits && before.type === 'link') await giveTraits(absolute, traits)
  }
  return undefined
}

/** Another thing with the same content is not enough: it can have another mode, and lacks the other names. */
async function isBack(absolute: string, { before, identity }: ContentRecord): Promise<boolean> {
  if (!sameState(await stateOf(absolute), before)) return false
  if (!identity) return true
  const stats = await statOf(absolute)
  return stats?.dev === identity.dev && stats.ino === identity.ino
}

async function bringBack(absolute: string, { path: relative, before, backupRef, movedTo }: ContentRecord, { root, folder, key }: Restoring): Promise<void> {
  await makeFolders(await missingFolders(path.dirname(absolute)))
  if (before.type === 'link' && movedTo === undefined) return place(absolute, key, (fresh) => makeLink(fresh, before.target))
  if (backupRef !== undefined) {
    return place(absolute, key, async (fresh) => {
      await copyTree(path.join(folder, backupRef), fresh)
      await reuniteNames(namesOf(folder, backupRef), fresh)
    })
  }
  if (movedTo === undefined || !(await stillThere(root, movedTo)) || !(await statOf(path.join(root, movedTo)))) throw new FileProblem('UNDO_CONFLICT', `"${relative}" cannot be moved back: what was moved is gone`)
  return relocate(path.join(root, movedTo), absolute, key)
}

async function removeFolder(absolute: string, { path: relative, strict }: Extract<UndoRecord, { aspect: 'folder' }>, { key }: Restoring): Promise<string | undefined> {
  const stats = await statOf(absolute)
  if (!stats) return undefined
  const inUse = !stats.isDirectory() || (await readdir(absolute)).length > 0
  if (inUse && !strict) return `the folder "${relative}" stays because others have put something there`
  // a strict one in use got here by force
  await takeAway(absolute, key)
  return undefined
}

/** The folders that do not exist on the way to this one and itself, the outermost first. */
export async function missingFolders(absolute: string): Promise<readonly string[]> {
  const missing: string[] = []
  for (let at = absolute; !(await statOf(at)); at = path.dirname(at)) missing.unshift(at)
  return missing
}
