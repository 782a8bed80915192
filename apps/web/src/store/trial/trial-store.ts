import { type Fixture, type Json, type PartMode, type PartPlan, type PastStep, type Pin, pinPath, renamedPins, type StepRename } from '@eddy/workflow'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { randomId } from '../random-id.ts'
import { type FixtureDraft, FixtureDrafts, type FixtureDraftsDeps, type StoredFixture } from './fixture-drafts.ts'
import type { FixtureKeep } from './fixture-keep.ts'
import type { PastRunRow, PastView } from './past-view.ts'
import { takeUpUnsent } from './take-up-unsent.ts'

export interface TrialDeps {
  readonly list: () => Promise<readonly StoredFixture[]>
  readonly save: FixtureDraftsDeps['save']
  readonly remove: (id: string) => Promise<void>
  /** Makes a fixture of a run: its input, and what became of each step. */
  readonly fromRun: (runId: string, name: string) => Promise<StoredFixture>
  /** A large value of a run by its hash. */
  readonly value: (runId: string, hash: string) => Promise<Json>
  readonly keep: FixtureKeep
  /** Which fixture this person works with, remembered in this browser. */
  readonly remembered: () => string | undefined
  readonly remember: (id: string | undefined) => void
}

/** What a run of a part would do, shown before it is done. */
export interface ShownPlan {
  readonly asked: { readonly target: string; readonly mode: PartMode; readonly from: string | undefined }
  readonly plan: PartPlan
  readonly key: string
}

export type Loading = { readonly kind: 'pending' } | { readonly kind: 'ready' } | { readonly kind: 'error'; readonly message: string }

export interface TrialState {
  readonly loading: Loading
  readonly fixtures: readonly FixtureDraft[]
  /** The key of the fixture that is active here. */
  readonly active: string | undefined
  readonly past: PastView | undefined
  readonly runs: readonly PastRunRow[]
  /** The run whose results are shown; undefined: the last one. */
  readonly chosenRun: string | undefined
  readonly plan: ShownPlan | undefined
  readonly load: () => Promise<void>
  /** Takes in what others have changed; what is being edited here stays. */
  readonly refresh: () => void
  readonly choose: (key: string | undefined) => void
  /** Makes a fixture, makes it active, and gives back its key. A name that is taken gets a number. */
  readonly create: (fixture: Fixture) => string
  /** Makes one of the run that is shown, and makes it active. */
  readonly createFromRun: () => Promise<void>
  readonly change: (key: string, change: (fixture: Fixture) => Fixture) => void
  readonly remove: (key: string) => Promise<void>
  readonly resolveStale: (key: string, keep: 'mine' | 'theirs') => void
  /** Pins a step of the document in the active fixture, or takes its pin away; makes a fixture when none is active. */
  readonly pin: (path: string, pin: Pin | undefined) => void
  /** Pins a step to what it came to in the run that is shown. */
  readonly pinLast: (path: string) => Promise<boolean>
  /** Pins go with their steps, in every fixture; in those that are still to be loaded once they are there. */
  readonly followRenames: (renames: readonly StepRename[]) => void
  readonly setPast: (past: PastView | undefined) => void
  readonly setRuns: (runs: readonly PastRunRow[]) => void
  readonly chooseRun: (runId: string | undefined) => void
  readonly showPlan: (plan: ShownPlan | undefined) => void
  /** Saves what is unsaved of the active fixture and gives back its name. */
  readonly flush: () => Promise<string | undefined>
  readonly dispose: () => void
}

export type TrialStore = StoreApi<TrialState>

/** What is tried out beside a draft: fixtures, the run to compare with, and the plan of a part. One per editor; never part of the document. */
export function createTrialStore(deps: TrialDeps): TrialStore {
  return createStore<TrialState>((set, get) => {
    const find = (key: string) => get().fixtures.find((draft) => draft.key === key)
    const keep = (key: string) => {
      const { fixture, base, sending, save } = find(key) ?? {}
      if (!fixture || save?.kind === 'saved') deps.keep.remove(key)
      else deps.keep.put({ key, fixture, ...(base && { base }), ...(sending && { sending }) })
    }
    const patch = (key: string, change: Partial<FixtureDraft>) => {
      set({ fixtures: get().fixtures.map((draft) => (draft.key === key ? { ...draft, ...change } : draft)) })
      keep(key)
      if (change.base && get().active === key) deps.remember(change.base.id)
    }
    const drafts = new FixtureDrafts({ save: deps.save, get: find, set: patch })
    let unfollowed: readonly StepRename[] = []
    /** By id: a list that was asked for before may still name them. */
    const removed = new Set<string>()

    const choose = (key: string | undefined) => {
      set({ active: key, plan: undefined })
      deps.remember(key === undefined ? undefined : (find(key)?.base?.id ?? key))
    }
    const change = (key: string, edit: (fixture: Fixture) => Fixture) => {
      const draft = find(key)
      const fixture = draft && edit(draft.fixture)
      if (!draft || !fixture || fixture === draft.fixture) return
      patch(key, { fixture })
      set({ plan: undefined })
      // what waits for a decision goes on waiting, with the edit
      if (draft.save.kind !== 'stale') drafts.edited(key)
    }
    const create = (fixture: Fixture) => {
      const key = `new-${randomId()}`
      set({ fixtures: [...get().fixtures, { key, fixture: { ...fixture, name: freeName(fixture.name, get().fixtures) }, save: { kind: 'unsaved' } }] })
      drafts.edited(key)
      choose(key)
      return key
    }
    const pin = (path: string, given: Pin | undefined) => {
      const { active, past } = get()
      if (active === undefined && given === undefined) return
      const key = active ?? create({ name: 'Sample', input: past?.past.input ?? {}, pins: {} })
      change(key, (fixture) => withPin(fixture, pinPath(path), given))
    }

    const followRenames = (renames: readonly StepRename[]) => {
      const ready = get().loading.kind === 'ready'
      unfollowed = ready ? [] : [...unfollowed, ...renames]
      if (ready) for (const { key } of get().fixtures) change(key, (fixture) => renamedPins(fixture, renames))
    }

    let refreshing = Promise.resolve()
    const refresh = async () => {
      if (get().loading.kind !== 'ready') return
      const before = new Set(get().fixtures.flatMap(({ base }) => base?.id ?? []))
      const stored = (await deps.list()).filter(({ id }) => !removed.has(id))
      const fixtures = withNews(get().fixtures, stored, before)
      const active = fixtures.some(({ key }) => key === get().active) ? get().active : undefined
      set({ fixtures, ...(active === get().active ? {} : { active, plan: undefined }) })
    }

    return {
      loading: { kind: 'pending' },
      fixtures: [],
      active: undefined,
      past: undefined,
      runs: [],
      chosenRun: undefined,
      plan: undefined,
      load: async () => {
        set({ loading: { kind: 'pending' } })
        try {
          const [stored, left] = await Promise.all([deps.list(), deps.keep.open().catch(() => [])])
          const here = get().fixtures.filter((draft) => draft.base === undefined && !left.some(({ key }) => key === draft.key))
          const unsent = left.map((one) => takeUpUnsent(one, stored))
          const known = stored.map((one) => unsent.find(({ key }) => key === one.id) ?? draftOf(one))
          const fixtures = [...known, ...unsent.filter(({ key }) => !stored.some(({ id }) => id === key)), ...here]
          const remembered = deps.remembered()
          const worked = unsent[left.findIndex(({ key }) => key === remembered)]?.key ?? remembered
          set({ loading: { kind: 'ready' }, fixtures, active: get().active ?? fixtures.find(({ key }) => key === worked)?.key })
          for (const { key } of left) keep(key)
          for (const { key, save } of unsent) if (save.kind === 'unsaved') drafts.edited(key)
          followRenames(unfollowed)
        } catch (error) {
          set({ loading: { kind: 'error', message: error instanceof Error ? error.message : String(error) } })
        }
      },
      // without a connection the next news brings it
      refresh: () => void (refreshing = refreshing.then(refresh).catch(() => undefined)),
      choose,
      create,
      createFromRun: async () => {
        const runId = get().past?.run.id
        if (runId === undefined) return
        const made = draftOf(await deps.fromRun(runId, freeName('From a run', get().fixtures)))
        // the news of it may have come before the answer
        set({ fixtures: [...get().fixtures.filter(({ key }) => key !== made.key), made] })
        choose(made.key)
      },
      change,
      remove: async (key) => {
        // its first save may be on its way: what has no id yet could not be removed
        await drafts.settle(key)
        const id = find(key)?.base?.id
        if (id !== undefined) await deps.remove(id)
        if (id !== undefined) removed.add(id)
        set({ fixtures: get().fixtures.filter((other) => other.key !== key) })
        keep(key)
        if (get().active === key) choose(undefined)
      },
      resolveStale: (key, keep) => {
        const draft = find(key)
        if (draft?.save.kind !== 'stale') return
        const { id, revision, fixture } = draft.save.stored
        patch(key, { base: { id, revision }, ...(keep === 'theirs' ? { fixture, save: { kind: 'saved' } } : {}) })
        if (keep === 'mine') drafts.edited(key)
      },
      pin,
      pinLast: async (path) => {
        const { past } = get()
        const found = past && (await lastPin(past, path, deps.value))
        if (!past || !found) return false
        // held from now on, so that the pin is known to be what the run had
        set({ past: { ...past, past: { ...past.past, steps: { ...past.past.steps, [path]: { ...past.past.steps[path], outcome: found } } } } })
        pin(path, found)
        return true
      },
      followRenames,
      setPast: (past) => set({ past }),
      setRuns: (runs) => set({ runs }),
      chooseRun: (chosenRun) => set({ chosenRun }),
      showPlan: (plan) => set({ plan }),
      flush: async () => {
        const { active } = get()
        if (active === undefined) return undefined
        await drafts.flush([active])
        return find(active)?.fixture.name
      },
      dispose: () => void drafts.dispose(get().fixtures.map(({ key }) => key)).then(() => deps.keep.close()),
    }
  })
}

function draftOf({ id, fixture, revision }: StoredFixture): FixtureDraft {
  return { key: id, fixture, base: { id, revision }, save: { kind: 'saved' } }
}

/** What is edited here stays as it is; of the rest the newer revision counts, and what was `before` and is gone was removed. */
function withNews(here: readonly FixtureDraft[], stored: readonly StoredFixture[], before: ReadonlySet<string>): readonly FixtureDraft[] {
  const news = new Map(stored.map((one) => [one.id, one]))
  const kept = here.flatMap((draft): FixtureDraft[] => {
    if (!draft.base || draft.save.kind !== 'saved') return [draft]
    const now = news.get(draft.base.id)
    if (!now) return before.has(draft.base.id) ? [] : [draft]
    return now.revision > draft.base.revision ? [{ ...draft, fixture: now.fixture, base: { id: now.id, revision: now.revision } }] : [draft]
  })
  const known = new Set(here.flatMap(({ base }) => base?.id ?? []))
  // one that is being saved for the first time is not known by its id yet
  const waiting = new Set(here.flatMap(({ base, fixture }) => (base ? [] : [fixture.name])))
  return [...kept, ...stored.filter(({ id, fixture }) => !known.has(id) && !waiting.has(fixture.name)).map(draftOf)]
}

export function freeName(wanted: string, fixtures: readonly { readonly fixture: Fixture }[]): string {
  const taken = new Set(fixtures.map(({ fixture }) => fixture.name))
  if (!taken.has(wanted)) return wanted
  for (let number = 2; ; number++) if (!taken.has(`${wanted} ${number}`)) return `${wanted} ${number}`
}

function withPin(fixture: Fixture, path: string, pin: Pin | undefined): Fixture {
  const { [path]: _before, ...others } = fixture.pins
  return { ...fixture, pins: pin === undefined ? others : { ...others, [path]: pin } }
}

/** What would make a step answer again as it did; undefined when it came to nothing. */
async function lastPin({ run, past }: PastView, path: string, load: TrialDeps['value']): Promise<PastStep['outcome']> {
  const outcome = past.steps[path]?.outcome
  if (outcome?.kind !== 'value') return outcome
  const hash = blobHash(outcome.value)
  return { kind: 'value', value: hash === undefined ? outcome.value : await load(run.id, hash) }
}

/** The hash of a value that is only named, not held. */
export function blobHash(value: Json): string | undefined {
  if (typeof value !== 'object' || value === null || !('$blob' in value)) return undefined
  const hash = value['$blob']
  return typeof hash === 'string' ? hash : undefined
}
