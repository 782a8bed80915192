import { sameJson, type WorkflowDocument } from '@eddy/workflow'

/** What the server is known to have. */
export interface Stored {
  readonly revision: number
  readonly document: WorkflowDocument
}

/** Thrown by `save` when someone else has saved in between. */
export class StaleSave extends Error {
  override readonly name = 'StaleSave'
  constructor(
    readonly revision: number,
    readonly document: WorkflowDocument,
  ) {
    super('The workflow was saved elsewhere after this page loaded it.')
  }
}

/** Thrown by `save` when the server was reached and does not take the draft: trying again without an edit is of no use. */
export class RefusedSave extends Error {
  override readonly name = 'RefusedSave'
}

export type SaveState =
  | { readonly kind: 'saved'; readonly at?: string }
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'saving' }
  /** No connection: all edits are kept here and the save is tried again. `since`: when the first of them was made. */
  | { readonly kind: 'offline'; readonly since: number; readonly message: string }
  /** The server said no: all edits are kept here, and the save is tried again after the next one. */
  | { readonly kind: 'refused'; readonly since: number; readonly message: string }
  /** Something was changed here and elsewhere in two ways: nothing more is saved until a person decides. */
  | { readonly kind: 'clash' }

export interface AutosaveDeps {
  /** Rejects with StaleSave when `baseRevision` is not the newest, with RefusedSave when the draft was refused, with anything else when the server could not be reached. */
  readonly save: (document: WorkflowDocument, baseRevision: number) => Promise<{ readonly revision: number; readonly savedAt: string }>
  readonly onState: (state: SaveState) => void
  /** Someone else saved: told before anything more is saved; `rebase` or `hold` is the answer. */
  readonly onStale: (theirs: Stored) => void
  readonly now?: () => number
}

/** Milliseconds after the last edit. */
export const saveDelay = 800
const retryDelays = [1000, 2000, 5000, 10_000]

/**
 * Saves the draft after the last edit. One save is under way at a time; what is edited meanwhile goes with the next. A draft that is again
 * what the server has is saved already. A lost connection is tried again for as long as it takes, a stale save never.
 */
export class Autosave {
  private timer: ReturnType<typeof setTimeout> | undefined
  private pending: WorkflowDocument | undefined
  private under = false
  private current: Promise<void> = Promise.resolve()
  private failures = 0
  private trouble: 'offline' | 'refused' | undefined
  private held = false
  private asleep = false
  private firstUnsaved: number | undefined

  constructor(
    private readonly deps: AutosaveDeps,
    private known: Stored,
  ) {}

  /** The last revision that both this page and the server have seen. */
  get stored(): Stored {
    return this.known
  }

  /** When the first edit was made that the server does not have. */
  get unsavedSince(): number | undefined {
    return this.firstUnsaved
  }

  edited(document: WorkflowDocument, since: number = this.now()): void {
    this.pending = document
    this.firstUnsaved ??= since
    if (this.held) return
    if (this.trouble === undefined) this.deps.onState({ kind: this.under ? 'saving' : 'unsaved' })
    this.schedule(saveDelay)
  }

  /** Saves at once what is unsaved: the page is about to go, a run is about to start, the connection is back. */
  async flush(): Promise<void> {
    clearTimeout(this.timer)
    await this.current
    await this.attempt()
  }

  /** Resolves when no save is under way. */
  idle(): Promise<void> {
    return this.current
  }

  /** Goes on from another revision; saves nothing until it is released when `held`. */
  rebase(stored: Stored, document: WorkflowDocument, held: boolean): void {
    this.known = stored
    this.held = held
    this.pending = document
    if (held) {
      this.firstUnsaved ??= this.now()
      clearTimeout(this.timer)
      return this.deps.onState({ kind: 'clash' })
    }
    if (document === stored.document) return this.done()
    if (this.trouble === undefined) this.deps.onState({ kind: 'unsaved' })
    this.schedule(0)
  }

  /** One last save, and no more until `wake`. */
  dispose(): void {
    clearTimeout(this.timer)
    void this.attempt()
    this.asleep = true
  }

  wake(): void {
    this.asleep = false
  }

  private now(): number {
    return (this.deps.now ?? Date.now)()
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer)
    if (!this.asleep) this.timer = setTimeout(() => void this.attempt(), delay)
  }

  private attempt(): Promise<void> {
    const document = this.pending
    if (!document || this.under || this.held) return this.current
    if (this.isStored(document)) this.done()
    else this.current = this.store(document)
    return this.current
  }

  private isStored(document: WorkflowDocument): boolean {
    return sameJson(document, this.known.document)
  }

  private done(at?: string): void {
    this.pending = undefined
    this.firstUnsaved = undefined
    this.trouble = undefined
    this.failures = 0
    this.deps.onState({ kind: 'saved', ...(at === undefined ? {} : { at }) })
  }

  private async store(document: WorkflowDocument): Promise<void> {
    this.under = true
    this.pending = undefined
    if (this.trouble === undefined) this.deps.onState({ kind: 'saving' })
    const started = this.now()
    try {
      const { revision, savedAt } = await this.deps.save(document, this.known.revision)
      this.known = { revision, document }
      this.saved(started, savedAt)
    } catch (error) {
      this.pending ??= document
      this.failed(error)
    } finally {
      this.under = false
    }
  }

  private saved(started: number, savedAt: string): void {
    if (!this.pending) return this.done(savedAt)
    this.failures = 0
    this.trouble = undefined
    // what was edited meanwhile came after the save began
    this.firstUnsaved = started
    this.deps.onState({ kind: this.held ? 'clash' : 'unsaved' })
    if (!this.held) this.schedule(saveDelay)
  }

  private failed(error: unknown): void {
    if (error instanceof StaleSave) {
      this.trouble = undefined
      this.held = true
      return this.deps.onStale({ revision: error.revision, document: error.document })
    }
    this.trouble = error instanceof RefusedSave ? 'refused' : 'offline'
    this.firstUnsaved ??= this.now()
    this.deps.onState({ kind: this.trouble, since: this.firstUnsaved, message: error instanceof Error ? error.message : String(error) })
    if (this.trouble === 'refused') return
    this.schedule(retryDelays[Math.min(this.failures, retryDelays.length - 1)] ?? 10_000)
    this.failures += 1
  }
}
