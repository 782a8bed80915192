import type { Outcome } from '@eddy/engine'
import { FileProblem } from './file-problem.ts'
import { findConflict } from './find-conflict.ts'
import { restore, type Restoring } from './restore.ts'
import { readEntry, removeBackups, writeEntry, type UndoEntry } from './undo-journal.ts'

export interface Undoing extends Restoring {
  /** Overwrites what others have changed since. */
  readonly force: boolean
}

/**
 * Makes everything that the step has changed what it was, or, when anything was changed by others since, nothing: UNDO_CONFLICT.
 * Undoing twice, or what was never done, is fine. After a crash it goes on where it was.
 */
export async function undoChange(undoing: Undoing): Promise<Outcome> {
  const { folder, force } = undoing
  const entry = await readEntry(folder)
  if (!entry) return { kind: 'ok', value: null, logs: [{ level: 'info', text: 'the undo journal knows of nothing that this step has changed' }] }
  if (entry.phase === 'undone') return { kind: 'ok', value: null }
  if (!force) await refuseConflicts(undoing, entry)
  await writeEntry(folder, { ...entry, phase: 'undoing' })
  const left: string[] = []
  for (const record of entry.records.toReversed()) {
    const sentence = await restore(record, undoing)
    if (sentence !== undefined) left.push(sentence)
  }
  await writeEntry(folder, { ...entry, phase: 'undone' })
  await removeBackups(folder, entry)
  return { kind: 'ok', value: null, ...(left.length === 0 ? {} : { logs: left.map((text) => ({ level: 'warn' as const, text })) }) }
}

async function refuseConflicts({ root }: Undoing, { records, phase }: UndoEntry): Promise<void> {
  const found: { path: string; why: string }[] = []
  for (const record of records) {
    const why = await findConflict(root, record, phase)
    if (why !== undefined) found.push({ path: record.path, why })
  }
  if (found.length === 0) return
  const sentences = found.map(({ path, why }) => `"${path}" ${why}`).join(', ')
  throw new FileProblem('UNDO_CONFLICT', `${sentences}; nothing was undone. Put it back as the step left it, or set "force" to overwrite it`, { details: { conflicts: found } })
}
