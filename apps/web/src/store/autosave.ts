import type { WorkflowDocument } from '@eddy/workflow'

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

export type SaveState =
  | { readonly kind: 'saved'; readonly at?: string }
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'saving' }
  /** No connection: all edits are kept here and the save is tried again. */
  | { readonly kind: 'offline'; readonly since: number; readonly message: string }
  /** Someone else saved: nothing more is saved until a person decides. */
  | { readonly kind: 'stale'; readonly revision: number; readonly document: WorkflowDocument }

export interface AutosaveDeps {
  /** Rejects with StaleSave when `baseRevision` is not the newest; with anything else when it could not be reached. */
  readonly save: (document: WorkflowDocument, baseRevision: number) => Promise<{ readonly revision: number; readonly savedAt: string }>
  readonly onState: (state: SaveState) => void
  readonly now?: () => number
}

/** Milliseconds after the last edit. */
export const saveDelay = 800
const retryDelays = [1000, 2000, 5000, 10_000]

/**
 * Saves the draft after the last edit. One save is under way at a time; what is edited meanwhile goes with the next.
 * A lost connection is tried again for as long as it takes, a stale save never.
 */
export class Autosave {
  private timer: ReturnType<typeof setTimeout> | undefined
  private pending: WorkflowDocument | undefined
  private under = false
  private current: Promise<void> = Promise.resolve()
  private failures = 0
  private offlineSince: number | undefined
  private stopped = false

  constructor(
    private readonly deps: AutosaveDeps,
    private revision: number,
  ) {}

  get baseRevision(): number {
    return this.revision
  }

  edited(document: WorkflowDocument): void {
    this.pending = document
    if (this.stopped) return
    if (this.offlineSince === undefined) this.deps.onState({ kind: this.under ? 'saving' : 'unsaved' })
    this.schedule(saveDelay)
  }

  /** Saves at once what is unsaved: the page is about to go, or a run is about to start. */
  async flush(): Promise<void> {
    clearTimeout(this.timer)
    await this.current
    await this.attempt()
  }

  /** Starts again on top of another revision, with an edit to keep or with nothing to save. */
  rebase(revision: number, keep?: WorkflowDocument): void {
    this.stopped = false
    this.revision = revision
    this.pending = keep
    if (keep) this.schedule(0)
    else this.deps.onState({ kind: 'saved' })
  }

  dispose(): void {
    clearTimeout(this.timer)
    void this.attempt()
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.attempt(), delay)
  }

  private attempt(): Promise<void> {
    const document = this.pending
    if (document && !this.under && !this.stopped) this.current = this.store(document)
    return this.current
  }

  private async store(document: WorkflowDocument): Promise<void> {
    this.under = true
    this.pending = undefined
    if (this.offlineSince === undefined) this.deps.onState({ kind: 'saving' })
    try {
      const { revision, savedAt } = await this.deps.save(document, this.revision)
      this.revision = revision
      this.failures = 0
      this.offlineSince = undefined
      this.deps.onState(this.pending ? { kind: 'unsaved' } : { kind: 'saved', at: savedAt })
    } catch (error) {
      this.pending ??= document
      this.failed(error)
    } finally {
      this.under = false
    }
    if (this.pending && !this.stopped && this.offlineSince === undefined) this.schedule(saveDelay)
  }

  private failed(error: unknown): void {
    if (error instanceof StaleSave) {
      this.stopped = true
      this.deps.onState({ kind: 'stale', revision: error.revision, document: error.document })
      return
    }
    this.offlineSince ??= (this.deps.now ?? Date.now)()
    this.deps.onState({ kind: 'offline', since: this.offlineSince, message: error instanceof Error ? error.message : String(error) })
    this.schedule(retryDelays[Math.min(this.failures, retryDelays.length - 1)] ?? 10_000)
    this.failures += 1
  }
}
