import type { WorkflowDocument } from '@eddy/workflow'
import type { Kept } from '../editor-store.ts'
import { depth, type Entry } from '../history.ts'
import type { Clash } from '../meet.ts'
import { type Difference, difference, withDifference } from './json-difference.ts'

/** The shape of the records below; what a later version has written is left alone. The first had no pairs of numbers. */
export const schemaVersion = 2

/** A draft as it is kept, but for its entries. Everything is told as its difference from one document, the anchor, which is seldom written. */
export interface DraftRecord {
  readonly schema: number
  readonly workflow: string
  readonly slot: string
  readonly writtenAt: number
  readonly unsavedSince?: number
  readonly revision: number
  readonly stored?: Difference
  readonly document?: Difference
  readonly clashes: readonly Clash[]
  /** Ids of entries; the last is the next to be undone or done again. */
  readonly past: readonly number[]
  readonly future: readonly number[]
  readonly nextId: number
}

/** One entry: `near` leads from the draft that lies on its side of the present to its nearer end, `far` from there to its other end. */
export interface EntryRecord {
  readonly id: number
  readonly label: string
  readonly merge?: string
  readonly elsewhere?: true
  readonly glides?: true
  readonly remains?: string
  readonly near?: Difference
  readonly far?: Difference
}

export interface Encoded {
  readonly draft: Omit<DraftRecord, 'workflow' | 'slot' | 'writtenAt'>
  readonly entries: readonly EntryRecord[]
}

/** Bytes of entries that are kept for one draft; the oldest are let go first. */
export const mostBytes = 4_000_000

interface Written {
  readonly from: WorkflowDocument
  readonly record: EntryRecord
  readonly bytes: number
}

/** Encodes drafts, and remembers what it has made of an entry: an edit costs its own record only. */
export class DraftEncoder {
  private readonly known = new WeakMap<Entry, Written>()

  /** In steps that take a moment each. */
  public *encode({ history, stored, clashes, unsavedSince }: Kept, anchor: WorkflowDocument): Generator<void, Encoded> {
    const room = { bytes: mostBytes }
    const future = yield* this.chain(history.document, { entries: history.future, nearer: (entry) => entry.before, farther: (entry) => entry.after, room })
    const past = yield* this.chain(history.document, { entries: history.past.slice(-depth), nearer: (entry) => entry.after, farther: (entry) => entry.before, room })
    const fromStored = yield* difference(anchor, stored.document)
    yield
    const fromDocument = yield* difference(anchor, history.document)
    yield
    return {
      draft: {
        schema: schemaVersion,
        ...(unsavedSince === undefined ? {} : { unsavedSince }),
        revision: stored.revision,
        ...(fromStored && { stored: fromStored }),
        ...(fromDocument && { document: fromDocument }),
        clashes,
        past: past.map(({ id }) => id),
        future: future.map(({ id }) => id),
        nextId: history.nextId,
      },
      entries: [...past, ...future],
    }
  }

  private *chain(present: WorkflowDocument, side: { readonly entries: readonly Entry[]; readonly nearer: (entry: Entry) => WorkflowDocument; readonly farther: (entry: Entry) => WorkflowDocument; readonly room: { bytes: number } }): Generator<void, readonly EntryRecord[]> {
    const records: EntryRecord[] = []
    let from = present
    for (const entry of side.entries.toReversed()) {
      const { record, bytes } = yield* this.record(entry, from, [side.nearer(entry), side.farther(entry)])
      side.room.bytes -= bytes
      if (side.room.bytes < 0) break
      records.push(record)
      from = side.farther(entry)
    }
    return records.reverse()
  }

  private *record(entry: Entry, from: WorkflowDocument, [near, far]: readonly [WorkflowDocument, WorkflowDocument]): Generator<void, Written> {
    const found = this.known.get(entry)
    if (found?.from === from) return found
    const [first, second] = [yield* difference(from, near), yield* difference(near, far)]
    yield
    const { before: _before, after: _after, ...told } = entry
    const record: EntryRecord = { ...told, ...(first && { near: first }), ...(second && { far: second }) }
    const written = { from, record, bytes: JSON.stringify(record).length }
    this.known.set(entry, written)
    yield
    return written
  }
}

/** The draft as it was. Throws when the records do not belong together. */
export function decodeDraft(draft: DraftRecord, anchor: WorkflowDocument, entries: readonly EntryRecord[]): Kept {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const document = documentFrom(anchor, draft.document)
  const chain = (ids: readonly number[], made: (record: EntryRecord, near: WorkflowDocument, far: WorkflowDocument) => Entry): readonly Entry[] => {
    const result: Entry[] = []
    let from = document
    for (const id of ids.toReversed()) {
      const record = byId.get(id)
      if (!record) throw new Error(`The log has no entry ${id}.`)
      const near = documentFrom(from, record.near)
      from = documentFrom(near, record.far)
      result.push(made(record, near, from))
    }
    return result.reverse()
  }
  const past = chain(draft.past, (record, after, before) => ({ ...plain(record), before, after }))
  const future = chain(draft.future, (record, before, after) => ({ ...plain(record), before, after }))
  return {
    history: { document, past, future, nextId: draft.nextId },
    stored: { revision: draft.revision, document: documentFrom(anchor, draft.stored) },
    clashes: draft.clashes,
    ...(draft.unsavedSince === undefined ? {} : { unsavedSince: draft.unsavedSince }),
  }
}

function plain({ near: _near, far: _far, ...entry }: EntryRecord): Omit<Entry, 'before' | 'after'> {
  return entry
}

function documentFrom(before: WorkflowDocument, change: Difference | undefined): WorkflowDocument {
  // the differences are those between documents
  return withDifference(before, change) as WorkflowDocument
}
