import type { WorkflowDocument } from '@eddy/workflow'
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { DraftRecord, EntryRecord } from './draft-record.ts'

/** One draft: the workflow, and the tab that edits it. Two tabs of one workflow keep two drafts. */
export type DraftKey = [workflow: string, slot: string]

interface LogSchema extends DBSchema {
  drafts: { key: DraftKey; value: DraftRecord }
  anchors: { key: DraftKey; value: WorkflowDocument }
  entries: { key: [workflow: string, slot: string, id: number]; value: EntryRecord }
}

export type LogDatabase = IDBPDatabase<LogSchema>

let opened: Promise<LogDatabase> | undefined

/** The database of this browser; opened once. */
export function logDatabase(): Promise<LogDatabase> {
  opened ??= openDB<LogSchema>('eddy-drafts', 1, {
    upgrade: (database) => {
      for (const store of ['drafts', 'anchors', 'entries'] as const) database.createObjectStore(store)
    },
    // a newer page wants to change the database: it may
    blocking: (_current, _wanted, event) => {
      if (event.target instanceof IDBDatabase) event.target.close()
      opened = undefined
    },
    terminated: () => {
      opened = undefined
    },
  }).catch((error: unknown) => {
    opened = undefined
    throw error
  })
  return opened
}

/** All drafts of a workflow. */
export function draftRange(workflow: string): IDBKeyRange {
  return IDBKeyRange.bound([workflow], [workflow, []])
}

/** All entries of a draft. */
export function entryRange(key: DraftKey): IDBKeyRange {
  return IDBKeyRange.bound(key, [...key, []])
}
