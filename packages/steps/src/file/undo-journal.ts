import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Json } from '@eddy/workflow'
import { z } from 'zod'
import { removeTree } from './atomic-write.ts'
import { syncFolder } from './copy-tree.ts'
import { errnoOf, FileProblem } from './file-problem.ts'
import { using } from './workspace-path.ts'

const stateSchema = z.union([z.object({ type: z.literal('absent') }), z.object({ type: z.enum(['file', 'folder']), sha256: z.string() }), z.object({ type: z.literal('link'), target: z.string() })])
const traitsSchema = z.object({ mode: z.number(), uid: z.number(), gid: z.number(), atimeMs: z.number(), mtimeMs: z.number() })
const ownerSchema = z.object({ uid: z.number(), gid: z.number() })

const recordSchema = z.discriminatedUnion('aspect', [
  z.object({
    aspect: z.literal('content'),
    path: z.string(),
    before: stateSchema,
    traits: traitsSchema.optional(),
    /** To tell the thing itself from another with the same content. */
    identity: z.object({ dev: z.number(), ino: z.number() }).optional(),
    /** The name of the backup in the entry's folder. */
    backupRef: z.string().optional(),
    /** Where in the workspace it went; it has no backup then. */
    movedTo: z.string().optional(),
    after: stateSchema,
  }),
  z.object({ aspect: z.literal('folder'), path: z.string(), strict: z.boolean() }),
  z.object({ aspect: z.literal('mode'), path: z.string(), before: z.number(), after: z.number() }),
  z.object({ aspect: z.literal('owner'), path: z.string(), before: ownerSchema.extend({ mode: z.number() }), after: ownerSchema }),
  z.object({ aspect: z.literal('times'), path: z.string(), before: traitsSchema, after: z.number(), content: stateSchema }),
])

const entrySchema = z.object({
  version: z.literal(1),
  step: z.string(),
  /** A hash of what the step was asked, to tell a repetition from another wish under the same key. */
  intent: z.string(),
  /** `begun`: may be done, half done or not at all. `undoing`: no conflict was found, the way back has begun. */
  phase: z.enum(['begun', 'done', 'undoing', 'undone']),
  value: z.json(),
  records: z.array(recordSchema),
})

/** How one thing was before, and how the step leaves it. */
export type UndoRecord = z.infer<typeof recordSchema>
export type ContentRecord = Extract<UndoRecord, { aspect: 'content' }>

/** What one attempt group of one step changes; kept from before the change until the run can no longer be undone. */
export interface UndoEntry {
  readonly version: 1
  readonly step: string
  readonly intent: string
  readonly phase: 'begun' | 'done' | 'undoing' | 'undone'
  readonly value: Json
  readonly records: readonly UndoRecord[]
}

/** The folder of one entry: `entry.json` and its backups. */
export function entryFolder(journal: string, { runId, key }: { readonly runId: string; readonly key: string }): string {
  return path.join(runFolder(journal, runId), createHash('sha256').update(key).digest('hex').slice(0, 32))
}

export async function readEntry(folder: string): Promise<UndoEntry | undefined> {
  let text: string
  try {
    text = await readFile(path.join(folder, 'entry.json'), 'utf8')
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined
    throw error
  }
  const read = entrySchema.safeParse(parsed(text))
  if (!read.success) throw new FileProblem('UNDO_JOURNAL_DAMAGED', `the undo journal of this step cannot be read; its backups are in ${folder}`)
  return { ...read.data, value: read.data.value as Json }
}

/** Replaces the entry; durable when it returns. */
export async function writeEntry(folder: string, entry: UndoEntry): Promise<void> {
  const fresh = path.join(folder, 'entry.json.new')
  await using(await open(fresh, 'w', 0o600), async (handle) => {
    await handle.writeFile(JSON.stringify(entry))
    await handle.sync()
  })
  await rename(fresh, path.join(folder, 'entry.json'))
  await syncFolder(folder)
}

/** An empty folder for a new entry. What is in it belongs to an entry that was never written, or is no longer needed. */
export async function openEntryFolder(folder: string): Promise<void> {
  await removeTree(folder)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (let at = path.dirname(folder), up = 0; up < 2; at = path.dirname(at), up++) await syncFolder(at)
}

export async function removeEntry(folder: string): Promise<void> {
  // first what makes it an entry: half of one must not look like a whole one
  await rm(path.join(folder, 'entry.json'), { force: true })
  await removeTree(folder)
}

/** Where a backup holds on to files with other names. */
export function namesOf(folder: string, backupRef: string): string {
  return path.join(folder, `${backupRef}.names`)
}

/** Removes the backups of an entry, which stays. */
export async function removeBackups(folder: string, entry: UndoEntry): Promise<void> {
  for (const record of entry.records) {
    if (record.aspect !== 'content' || record.backupRef === undefined) continue
    await removeTree(path.join(folder, record.backupRef))
    await removeTree(namesOf(folder, record.backupRef))
  }
}

/**
 * Removes the undo journals and backups of a run; for the host to call once the run is final and can no longer be undone.
 * Cost: the size of its backups.
 */
export async function removeFileJournals(journalFolder: string, runId: string): Promise<void> {
  await removeTree(runFolder(journalFolder, runId))
}

function runFolder(journal: string, runId: string): string {
  return path.join(journal, `run-${encodeURIComponent(runId)}`)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
