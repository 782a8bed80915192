import type { WorkflowDocument } from '@eddy/workflow'
import type { Kept } from '../editor-store.ts'
import { InSlices } from '../in-slices.ts'
import { randomId } from '../random-id.ts'
import { decodeDraft, DraftEncoder, type DraftRecord, type Encoded, type EntryRecord, schemaVersion } from './draft-record.ts'
import { claimSlot, type DraftSlot, rememberedSlot, rememberSlot } from './draft-slot.ts'
import { type DraftKey, draftRange, entryRange, logDatabase, type LogDatabase } from './log-database.ts'

/** Milliseconds between an edit and its being written; what happens within goes in one transaction. */
export const writeDelay = 300
/** Of drafts that nobody has open and that are all on the server, only so many are kept for their history. */
const keptDrafts = 4
/** A difference from the anchor longer than this makes a new anchor, once the page rests: a whole document is written for it. */
const farFromAnchor = 200_000
/** Milliseconds that a page has to be at rest for that, and how long it is waited for where the browser does not say when it rests. */
const restful = 30
const restDelay = 2000

export interface OpenedLog {
  readonly log: DraftLog
  /** What the slot had; nothing on a first visit. */
  readonly kept?: Kept
  /** Edits of other tabs that ended before they were sent; `taken` once they are kept in this draft. */
  readonly strays: readonly { readonly kept: Kept; readonly taken: () => Promise<void> }[]
}

/**
 * The draft of one tab, in the browser's own database: the log of edits with undo and redo, what the server is known to have, and what is not
 * sent. Written in batches, off the path of an edit. A log that cannot be written says so and stops nothing.
 */
export class DraftLog {
  private readonly encoder = new DraftEncoder()
  private readonly written = new Map<number, EntryRecord>()
  private anchor: WorkflowDocument | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private pending: (() => Kept) | undefined
  private writing: Promise<void> = Promise.resolve()
  private encoding: InSlices<Anchored> | undefined
  private urgent = false
  private last: (() => Kept) | undefined
  private anew = false
  private resting: (() => void) | undefined
  private failed = false
  private listener: ((works: boolean) => void) | undefined

  constructor(
    private readonly database: LogDatabase,
    private readonly key: DraftKey,
    private readonly slot: DraftSlot,
  ) {}

  get slotName(): string {
    return this.slot.name
  }

  /** False since a write has failed: what is not on the server is only on this page. */
  get works(): boolean {
    return !this.failed
  }

  /** Told after each write, whether it worked or not. */
  onWrite(listener: ((works: boolean) => void) | undefined): void {
    this.listener = listener
  }

  /** Keeps what `snapshot` gives when the time has come. */
  keep(snapshot: () => Kept): void {
    this.pending = snapshot
    this.last = snapshot
    this.timer ??= setTimeout(() => this.begin(), writeDelay)
  }

  /** Writes what is left at once, as the page may be about to go; resolves when all is written. */
  async flush(): Promise<void> {
    this.begin()
    this.urgent = true
    this.encoding?.hurry()
    const all = this.writing
    await all
    if (this.writing === all) this.urgent = false
  }

  private begin(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    const snapshot = this.pending
    this.pending = undefined
    if (snapshot) this.writing = this.writing.then(() => this.write(snapshot())).then(() => this.wrote(), () => this.broke(snapshot))
  }

  /** Writes what is left and lets another tab have the draft. */
  async close(): Promise<void> {
    await this.flush()
    this.resting?.()
    this.slot.release()
  }

  async load(): Promise<Kept | undefined> {
    const transaction = this.database.transaction(['drafts', 'anchors', 'entries'])
    const [draft, anchor, entries] = await Promise.all([transaction.objectStore('drafts').get(this.key), transaction.objectStore('anchors').get(this.key), transaction.objectStore('entries').getAll(entryRange(this.key))])
    if (!draft || !anchor) return undefined
    const kept = decodeDraft(draft, anchor, entries)
    this.anchor = anchor
    for (const entry of entries) this.written.set(entry.id, entry)
    return kept
  }

  /** Forgets the draft: its edits are in another one now. */
  async remove(): Promise<void> {
    await removeDraft(this.database, this.key)
    this.slot.release()
  }

  private wrote(): void {
    this.failed = false
    this.listener?.(true)
  }

  private broke(snapshot: () => Kept): void {
    this.failed = true
    // with the next edit all of it is tried again
    this.written.clear()
    this.anchor = undefined
    this.pending ??= snapshot
    this.listener?.(false)
  }

  private async write(kept: Kept): Promise<void> {
    this.encoding = new InSlices(this.anchored(kept))
    if (this.urgent) this.encoding.hurry()
    const { anchor, draft, entries } = await this.encoding.done
    const transaction = this.database.transaction(['drafts', 'anchors', 'entries'], 'readwrite')
    const current = new Set(entries.map(({ id }) => id))
    const gone = [...this.written.keys()].filter((id) => !current.has(id))
    const fresh = entries.filter((record) => this.written.get(record.id) !== record)
    const [workflow, slot] = this.key
    const work = [
      transaction.objectStore('drafts').put({ ...draft, workflow, slot, writtenAt: Date.now() }, this.key),
      ...(anchor === this.anchor ? [] : [transaction.objectStore('anchors').put(anchor, this.key)]),
      ...(this.anchor === undefined ? [transaction.objectStore('entries').delete(entryRange(this.key))] : gone.map((id) => transaction.objectStore('entries').delete([...this.key, id]))),
      ...fresh.map((record) => transaction.objectStore('entries').put(record, [...this.key, record.id])),
    ]
    // a page that is going does not wait for the end by itself
    transaction.commit()
    await Promise.all([...work, transaction.done])
    this.anchor = anchor
    for (const id of gone) this.written.delete(id)
    for (const record of fresh) this.written.set(record.id, record)
  }

  private *anchored(kept: Kept): Generator<void, Anchored> {
    const anchor = this.anchor ?? kept.stored.document
    const encoded = yield* this.encoder.encode(kept, anchor)
    const { document } = kept.history
    if (anchor === document || JSON.stringify(encoded.draft.document ?? '').length <= farFromAnchor) return { anchor, ...encoded }
    // the first writing has to write its anchor anyway
    if (!this.anew && this.anchor !== undefined) {
      this.resting ??= atRest(() => this.anchorAnew())
      return { anchor, ...encoded }
    }
    this.anew = false
    return { anchor: document, ...(yield* this.encoder.encode(kept, document)) }
  }

  private anchorAnew(): void {
    this.resting = undefined
    this.anew = true
    this.pending ??= this.last
    void this.flush()
  }
}

interface Anchored extends Encoded {
  readonly anchor: WorkflowDocument
}

/** Calls back when the page has nothing else to do for a while; the result calls it off. */
function atRest(act: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(act, restDelay)
    return () => clearTimeout(timer)
  }
  const wait = () => requestIdleCallback((deadline) => (deadline.timeRemaining() >= restful ? act() : void (asked = wait())))
  let asked = wait()
  return () => cancelIdleCallback(asked)
}

/**
 * Opens the draft of a workflow for this tab: the one that it had, else the newest that no tab has open, else a new one. Unsent edits of
 * further drafts that nobody has open are handed over and leave their drafts.
 */
export async function openDraftLog(workflow: string): Promise<OpenedLog> {
  const database = await logDatabase()
  const drafts = (await database.getAll('drafts', draftRange(workflow))).filter(({ schema }) => schema <= schemaVersion)
  const [first, ...others] = await claimDrafts(database, workflow, drafts)
  const strays: OpenedLog['strays'][number][] = []
  for (const other of others) {
    const kept = await other.load().catch(() => undefined)
    if (kept) strays.push({ kept, taken: () => other.remove() })
  }
  const found = first && (await first.load().then((kept) => ({ log: first, kept }), () => undefined))
  // what cannot be read is not written over either
  const log = found?.log ?? (await newLog(database, workflow))
  rememberSlot(workflow, log.slotName)
  return { log, strays, ...(found?.kept && { kept: found.kept }) }
}

/** The drafts that this tab takes, its own or the newest first, then those with unsent edits; what is too old is removed. */
async function claimDrafts(database: LogDatabase, workflow: string, drafts: readonly Pick<DraftRecord, 'slot' | 'unsavedSince' | 'writtenAt'>[]): Promise<readonly DraftLog[]> {
  const own = rememberedSlot(workflow)
  const order = drafts.toSorted((left, right) => Number(right.slot === own) - Number(left.slot === own) || right.writtenAt - left.writtenAt)
  const logs: DraftLog[] = []
  for (const [index, { slot, unsavedSince }] of order.entries()) {
    const wanted = logs.length === 0 || unsavedSince !== undefined
    const claimed = wanted || index >= keptDrafts ? await claimSlot(workflow, slot) : undefined
    if (!claimed) continue
    const log = new DraftLog(database, [workflow, slot], claimed)
    if (wanted) logs.push(log)
    else await log.remove()
  }
  return logs
}

async function newLog(database: LogDatabase, workflow: string): Promise<DraftLog> {
  const name = randomId()
  const slot = await claimSlot(workflow, name)
  return new DraftLog(database, [workflow, name], slot ?? { name, release: () => undefined })
}

async function removeDraft(database: LogDatabase, key: DraftKey): Promise<void> {
  const transaction = database.transaction(['drafts', 'anchors', 'entries'], 'readwrite')
  await Promise.all([transaction.objectStore('drafts').delete(key), transaction.objectStore('anchors').delete(key), transaction.objectStore('entries').delete(entryRange(key)), transaction.done])
}
