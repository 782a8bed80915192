import { behaviourDiff, brokenExpectations, expectationOf, type BehaviourDiff, type BrokenExpectation, type Coverage, type Drill, type Expectation, type FailureMatrix, type Fault, type MatrixCell } from '@eddy/rehearsal'
import { type Fixture, renamedPath, type StepRename } from '@eddy/workflow'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { isBreak, Playback } from './playback.ts'
import type { RehearsalWorker } from './rehearsal-worker.ts'
import { renamedExpectation } from './renamed-expectation.ts'
import type { Play } from './worker-messages.ts'

export type RehearsalTab = 'matrix' | 'coverage' | 'drill' | 'changes' | 'backtest'

/** Expectations are kept by fixture; '' for values that are made up. */
export type KeptExpectation = Expectation & { readonly fixture: string }

/** Keeps expectations where everybody who works on the workflow finds them. */
export interface ExpectationKeeper {
  readonly save: (expectations: readonly KeptExpectation[]) => Promise<unknown>
  readonly remove: (cells: readonly Pick<KeptExpectation, 'fixture' | 'step' | 'kind'>[]) => Promise<unknown>
}

export interface Played {
  readonly playback: Playback
  readonly playing: boolean
  /** Grows with every event that is shown or taken back. */
  readonly version: number
}

export interface RehearsalState {
  readonly open: boolean
  readonly tab: RehearsalTab
  readonly play: Play | undefined
  readonly fixtures: readonly Fixture[]
  /** The name of the fixture that is rehearsed with; '' for values that are made up. */
  readonly fixture: string
  readonly matrix: FailureMatrix | undefined
  /** The matrix that changes are told against: the first one, or the one that was chosen. */
  readonly baseline: FailureMatrix | undefined
  readonly coverage: Coverage | undefined
  readonly drill: Drill | undefined
  /** What is shown is of an earlier version; cells are being rehearsed. */
  readonly computing: { readonly done: number; readonly of: number } | undefined
  readonly problem: string | undefined
  readonly expectations: readonly KeptExpectation[]
  readonly faults: readonly Fault[]
  /** Milliseconds after the start at which a person cancels what is played. */
  readonly cancelAt: number | undefined
  readonly breakpoints: ReadonlySet<string>
  readonly speed: number
  readonly played: Played | undefined
  readonly show: (open: boolean, tab?: RehearsalTab) => void
  /** What is rehearsed has changed. */
  readonly setPlay: (play: Play) => void
  readonly setFixtures: (fixtures: readonly Fixture[]) => void
  readonly chooseFixture: (name: string) => void
  readonly setExpectations: (expectations: readonly KeptExpectation[]) => void
  /** Expectations and breakpoints go with their steps; expectations that are still to be loaded once they are there. */
  readonly followRenames: (renames: readonly StepRename[]) => void
  /** Expects of these cells what they come to, or no longer. */
  readonly expect: (cells: readonly MatrixCell[], expected: boolean) => void
  readonly compareFromHere: () => void
  readonly perform: (faults: readonly Fault[]) => void
  /** Plays the same once more, cancelled at the moment that is shown, and goes on from there. */
  readonly cancelHere: () => void
  readonly setPlaying: (playing: boolean) => void
  readonly setSpeed: (speed: number) => void
  readonly seek: (count: number) => void
  readonly toggleBreakpoint: (path: string) => void
  readonly endPlay: () => void
  readonly dispose: () => void
}

export type RehearsalStore = StoreApi<RehearsalState>

export interface RehearsalDeps {
  readonly worker: Pick<RehearsalWorker, 'ask' | 'dispose'>
  readonly keeper: ExpectationKeeper
  /** A sentence for the person: something could not be kept. */
  readonly notify: (text: string) => void
}

const NOTHING = { matrix: undefined, drill: undefined, problem: undefined, computing: undefined } as const

/** One editor's rehearsals. What is expensive is computed only while the panel is open; the coverage is always known. */
export function createRehearsalStore({ worker, keeper, notify }: RehearsalDeps): RehearsalStore {
  return createStore<RehearsalState>((set, get) => {
    const fixture = () => fixtureOf(get())

    const compute = () => {
      const { play, open, tab } = get()
      if (play === undefined) return
      if (!open) {
        worker.ask({ type: 'coverage', play }, (answer) => answer.type === 'coverage' && set({ coverage: answer.coverage }))
        return
      }
      set({ computing: get().computing ?? { done: 0, of: 0 } })
      worker.ask({ type: 'matrix', play, fixture: fixture() }, (answer) => {
        if (answer.type === 'progress') set({ computing: answer })
        else if (answer.type === 'problem') set({ ...NOTHING, problem: answer.message })
        else if (answer.type === 'matrix') set({ matrix: answer.matrix, coverage: answer.coverage, baseline: get().baseline ?? answer.matrix, problem: undefined, computing: undefined })
      })
      if (tab === 'drill') runDrill()
    }

    const runDrill = () => {
      const { play } = get()
      if (play !== undefined) worker.ask({ type: 'drill', play, fixture: fixture() }, (answer) => answer.type === 'drill' && set({ drill: answer.drill }))
    }

    const move = (count: number, playing: boolean) => {
      const { played } = get()
      if (played === undefined) return
      played.playback.seek(count)
      set({ played: { ...played, playing: playing && !played.playback.over, version: played.version + 1 } })
    }

    const enact = (faults: readonly Fault[], cancelAt: number | undefined, from: number) => {
      const { play } = get()
      if (play === undefined) return
      const chosen = fixture()
      set({ open: true, faults, cancelAt })
      worker.ask({ type: 'rehearse', play, script: { faults, ...(cancelAt === undefined ? {} : { cancelAt }), ...(chosen ? { fixture: chosen } : {}) } }, (answer) => {
        if (answer.type === 'problem') set({ problem: answer.message, played: undefined })
        if (answer.type !== 'rehearsed') return
        const playback = new Playback(play, answer.rehearsal)
        playback.seek(from)
        set({ played: { playback, playing: true, version: 0 }, problem: undefined })
      })
    }

    let loaded = false
    const unfollowed: StepRename[] = []
    const followRenames = (renames: readonly StepRename[]) => {
      if (!loaded) unfollowed.push(...renames)
      const { expectations: before, breakpoints } = get()
      const expectations = before.map((one) => renames.reduce<KeptExpectation>(renamedExpectation, one))
      const moved = expectations.filter((one, at) => one !== before[at])
      const left = before.filter((one, at) => one !== expectations[at] && !moved.some((other) => sameCell(one, other)))
      set({ breakpoints: new Set([...breakpoints].map((path) => renames.reduce((at, rename) => renamedPath(at, rename), path))) })
      if (!moved.length) return
      set({ expectations: expectations.filter((one) => moved.includes(one) || !moved.some((other) => sameCell(one, other))) })
      // first the new ones: what is kept twice for a moment is not lost
      keeper
        .save(moved)
        .then(() => (left.length ? keeper.remove(left) : undefined))
        .catch(() => notify('The expectations of the renamed step could not be kept under its new name. Check the connection, undo the rename and do it again.'))
    }

    return {
      open: false,
      tab: 'matrix',
      play: undefined,
      fixtures: [],
      fixture: '',
      ...NOTHING,
      baseline: undefined,
      coverage: undefined,
      expectations: [],
      faults: [],
      cancelAt: undefined,
      breakpoints: new Set(),
      speed: 1,
      played: undefined,
      show: (open, tab = get().tab) => {
        const news = open !== get().open || tab !== get().tab
        set({ open, tab, ...(open ? {} : { played: undefined, faults: [], cancelAt: undefined }) })
        if (news && open) compute()
      },
      setPlay: (play) => {
        set({ play, drill: undefined })
        compute()
      },
      setFixtures: (fixtures) => {
        const before = fixture()
        set({ fixtures })
        if (fixture() !== before) compute()
      },
      chooseFixture: (name) => {
        if (name === get().fixture) return
        set({ fixture: name, baseline: undefined, drill: undefined })
        compute()
      },
      setExpectations: (expectations) => {
        set({ expectations })
        loaded = true
        if (unfollowed.length) followRenames(unfollowed.splice(0))
      },
      followRenames,
      expect: (cells, expected) => {
        const kept = cells.filter(({ reached }) => reached || !expected).map((cell) => ({ ...expectationOf(cell), fixture: get().fixture }))
        if (kept.length === 0) return notify('Only a cell that was reached can be expected.')
        const before = get().expectations
        const others = before.filter((one) => !kept.some((other) => sameCell(one, other)))
        set({ expectations: expected ? [...others, ...kept] : others })
        const done = expected ? keeper.save(kept) : keeper.remove(kept)
        done.catch(() => {
          set({ expectations: before })
          notify('The expectation could not be kept. Check the connection and try again.')
        })
      },
      compareFromHere: () => set({ baseline: get().matrix }),
      perform: (faults) => enact(faults, undefined, 0),
      cancelHere: () => {
        const { played, faults } = get()
        const [first] = played?.playback.events ?? []
        const last = played?.playback.last
        // after all that happens in the same moment
        if (first && last) enact(faults, last.at - first.at + 1, played?.playback.shown ?? 0)
      },
      setPlaying: (playing) => {
        const { played } = get()
        if (played?.playback.over && playing) move(0, true)
        else if (played) set({ played: { ...played, playing } })
      },
      setSpeed: (speed) => set({ speed }),
      seek: (count) => move(count, false),
      toggleBreakpoint: (path) => {
        const next = new Set(get().breakpoints)
        if (!next.delete(path)) next.add(path)
        set({ breakpoints: next })
      },
      endPlay: () => set({ played: undefined, faults: [], cancelAt: undefined }),
      dispose: () => worker.dispose(),
    }
  })
}

/** Shows the next event of what is played; stops in front of a step that the person wants to stop at. */
export function playNext(store: RehearsalStore): void {
  const { played, breakpoints } = store.getState()
  if (played === undefined) return
  const { playback } = played
  playback.seek(playback.shown + 1)
  const stops = playback.over || isBreak(playback.events[playback.shown], breakpoints)
  store.setState({ played: { ...played, playing: played.playing && !stops, version: played.version + 1 } })
}

function sameCell(one: Pick<KeptExpectation, 'fixture' | 'step' | 'kind'>, other: Pick<KeptExpectation, 'fixture' | 'step' | 'kind'>): boolean {
  return one.fixture === other.fixture && one.step === other.step && one.kind === other.kind
}

export function fixtureOf({ fixtures, fixture }: Pick<RehearsalState, 'fixtures' | 'fixture'>): Fixture | undefined {
  return fixtures.find(({ name }) => name === fixture)
}

/** The expectations that the present matrix does not meet. */
export function brokenOf({ matrix, expectations, fixture }: Pick<RehearsalState, 'matrix' | 'expectations' | 'fixture'>): readonly BrokenExpectation[] {
  return matrix === undefined ? [] : brokenExpectations(matrix, expectations.filter((one) => one.fixture === fixture))
}

export function changesOf({ matrix, baseline }: Pick<RehearsalState, 'matrix' | 'baseline'>): BehaviourDiff | undefined {
  return matrix === undefined || baseline === undefined || matrix === baseline ? undefined : behaviourDiff(baseline, matrix)
}
