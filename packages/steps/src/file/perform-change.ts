import path from 'node:path'
import type { Json } from '@eddy/workflow'
import { capture } from './capture.ts'
import type { Change, Target } from './change.ts'
import { findConflict } from './find-conflict.ts'
import { sameState, stateOf } from './node-state.ts'
import { restore, type Restoring } from './restore.ts'
import { statOf } from './workspace-path.ts'
import { openEntryFolder, readEntry, removeEntry, writeEntry, type UndoEntry, type UndoRecord } from './undo-journal.ts'

export interface Performing extends Restoring {
  readonly step: string
  /** A hash of what the step is asked. */
  readonly intent: string
  /** Whether what was done before may be done again when it is no longer there. */
  readonly repeatable: boolean
  readonly plan: () => Promise<Change>
}

/**
 * Makes a change that can be undone:
 * 1. what an earlier attempt under this key has done is found in the journal, and not done again;
 * 2. what it left half done is taken back;
 * 3. the new change is planned, and the journal says how everything was, durably;
 * 4. the change is made, and the journal says so. When it fails it is taken back, and nothing was done.
 */
export async function performChange(performing: Performing): Promise<Json> {
  const earlier = await earlierAttempt(performing)
  return earlier && 'value' in earlier ? earlier.value : begin(performing, earlier?.kept ?? [])
}

/** The value of an attempt that is done, or the records of one that could not be taken back because others have changed something. */
async function earlierAttempt(performing: Performing): Promise<{ readonly value: Json } | { readonly kept: readonly UndoRecord[] } | undefined> {
  const { folder } = performing
  const entry = await readEntry(folder)
  if (!entry || entry.phase === 'undone') return undefined
  if (await isDone(performing, entry)) {
    await writeEntry(folder, { ...entry, phase: 'done' })
    return { value: entry.value }
  }
  if (entry.phase === 'done') return { kept: entry.records }
  if (!(await takeBack(performing, entry))) return { kept: entry.records }
  await removeEntry(folder)
  return undefined
}

async function isDone({ root, intent, repeatable }: Performing, entry: UndoEntry): Promise<boolean> {
  if (entry.intent !== intent || entry.phase === 'undoing') return false
  if (entry.phase === 'done' && !repeatable) return true
  for (const record of entry.records) if (!(await isAfter(root, record))) return false
  return true
}

async function isAfter(root: string, record: UndoRecord): Promise<boolean> {
  const absolute = path.join(root, record.path)
  const stats = await statOf(absolute)
  switch (record.aspect) {
    case 'content':
      return sameState(await stateOf(absolute), record.after)
    case 'folder':
      return stats?.isDirectory() ?? false
    case 'mode':
      return stats !== undefined && (stats.mode & 0o7777) === record.after
    case 'owner':
      return stats !== undefined && stats.uid === record.after.uid && stats.gid === record.after.gid
    case 'times':
      return stats !== undefined && Math.abs(stats.mtimeMs - record.after) < 1
  }
}

async function begin(performing: Performing, kept: readonly UndoRecord[]): Promise<Json> {
  const { folder, step, intent, plan, key } = performing
  const change = await plan()
  if (kept.length === 0) await openEntryFolder(folder)
  const entry: UndoEntry = { version: 1, step, intent, phase: 'begun', value: change.value, records: await recordsOf(change.targets, folder, kept) }
  await writeEntry(folder, entry)
  try {
    await change.perform(key)
  } catch (error) {
    if (await takeBack(performing, entry)) await removeEntry(folder)
    throw error
  }
  await writeEntry(folder, { ...entry, phase: 'done' })
  return change.value
}

/** The first record of a thing stays: only that one knows how it was before the step. */
async function recordsOf(targets: readonly Target[], folder: string, kept: readonly UndoRecord[]): Promise<readonly UndoRecord[]> {
  const records: UndoRecord[] = []
  for (const target of targets) {
    const first = kept.find(({ aspect, path }) => aspect === target.aspect && path === target.at.relative)
    if (!first) records.push(await capture(target, folder))
    else if (first.aspect === 'content' && target.aspect === 'content') records.push({ ...first, after: target.after })
    else records.push(first)
  }
  return [...kept.filter((record) => !records.some(({ aspect, path }) => aspect === record.aspect && path === record.path)), ...records]
}

/** Takes back what may be half done; false when others have changed something meanwhile, or it fails: then all stays as it is. */
async function takeBack({ root, folder, key }: Restoring, { records, phase }: UndoEntry): Promise<boolean> {
  try {
    for (const record of records) if (await findConflict(root, record, phase)) return false
    for (const record of records.toReversed()) await restore(record, { root, folder, key })
    return true
  } catch {
    return false
  }
}
