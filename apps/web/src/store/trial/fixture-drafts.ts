import type { Fixture } from '@eddy/workflow'

/** A fixture as the server has it. */
export interface StoredFixture {
  readonly id: string
  readonly fixture: Fixture
  readonly revision: number
}

export type FixtureSave =
  | { readonly kind: 'saved' }
  | { readonly kind: 'unsaved' }
  /** No connection: it is kept here and tried again. */
  | { readonly kind: 'offline'; readonly message: string }
  /** Somebody else has changed it. */
  | { readonly kind: 'stale'; readonly stored: StoredFixture }
  /** The server does not take it, such as for a name that is taken. */
  | { readonly kind: 'refused'; readonly message: string }

/** A fixture as it is here. `key` stays the same from its making on; `base` is what the server has of it. */
export interface FixtureDraft {
  readonly key: string
  readonly fixture: Fixture
  readonly base?: { readonly id: string; readonly revision: number }
  readonly save: FixtureSave
  /** What is on its way to the server. */
  readonly sending?: Fixture | undefined
}

/** Thrown by `save` when somebody else was first. */
export class StaleFixture extends Error {
  override readonly name = 'StaleFixture'
  constructor(readonly stored: StoredFixture) {
    super('The fixture was changed elsewhere.')
  }
}

/** Thrown by `save` for what the server will never take as it is. */
export class RefusedFixture extends Error {
  override readonly name = 'RefusedFixture'
}

export interface FixtureDraftsDeps {
  readonly save: (fixture: Fixture, base: FixtureDraft['base']) => Promise<StoredFixture>
  readonly get: (key: string) => FixtureDraft | undefined
  readonly set: (key: string, patch: Partial<FixtureDraft>) => void
}

const saveDelay = 500
const retryDelay = 2000

/** Saves drafts after their last edit, each by itself and one save at a time. */
export class FixtureDrafts {
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>()
  private readonly under = new Map<string, Promise<void>>()

  constructor(private readonly deps: FixtureDraftsDeps) {}

  edited(key: string): void {
    this.deps.set(key, { save: { kind: 'unsaved' } })
    this.schedule(key, saveDelay)
  }

  /** Saves at once what is unsaved. Rejects with the first sentence that says why something could not be. */
  async flush(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await this.under.get(key)
      await this.attempt(key)
      const save = this.deps.get(key)?.save
      if (save && save.kind !== 'saved') throw new Error(save.kind === 'offline' || save.kind === 'refused' ? save.message : 'The fixture was changed elsewhere: decide in the fixtures panel which version to keep.')
    }
  }

  /** Ends when nothing of it is on its way any more, and nothing more will be sent. */
  async settle(key: string): Promise<void> {
    this.forget(key)
    await this.under.get(key)
    this.forget(key)
  }

  forget(key: string): void {
    clearTimeout(this.timers.get(key))
    this.timers.delete(key)
  }

  /** Sends what is unsaved, once. */
  async dispose(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.forget(key)
    await Promise.all(keys.map((key) => this.attempt(key)))
    for (const key of keys) this.forget(key)
  }

  private schedule(key: string, delay: number): void {
    this.forget(key)
    this.timers.set(key, setTimeout(() => void this.attempt(key), delay))
  }

  private attempt(key: string): Promise<void> {
    const running = this.under.get(key)
    if (running) return running
    const draft = this.deps.get(key)
    if (!draft || (draft.save.kind !== 'unsaved' && draft.save.kind !== 'offline')) return Promise.resolve()
    const attempt = this.store(draft).finally(() => this.under.delete(key))
    this.under.set(key, attempt)
    return attempt
  }

  private async store({ key, fixture, base }: FixtureDraft): Promise<void> {
    this.forget(key)
    this.deps.set(key, { sending: fixture })
    try {
      const { id, revision } = await this.deps.save(fixture, base)
      const same = this.deps.get(key)?.fixture === fixture
      this.deps.set(key, { base: { id, revision }, save: { kind: same ? 'saved' : 'unsaved' }, sending: undefined })
      if (!same) this.schedule(key, saveDelay)
    } catch (error) {
      this.failed(key, error)
    }
  }

  private failed(key: string, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error)
    if (error instanceof StaleFixture) this.deps.set(key, { save: { kind: 'stale', stored: error.stored }, sending: undefined })
    else if (error instanceof RefusedFixture) this.deps.set(key, { save: { kind: 'refused', message }, sending: undefined })
    else {
      this.deps.set(key, { save: { kind: 'offline', message } })
      this.schedule(key, retryDelay)
    }
  }
}
