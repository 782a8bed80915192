import { placeInRuns } from './child-path.ts'
import { childReading } from './child-reading.ts'
import type { ChildSource } from './child-source.ts'
import type { MomentContext } from './run-context.ts'
import type { RunReading, RunStore } from './run-store.ts'
import type { RunDetail } from './run-types.ts'
import { stepNamesOf, type StepNames } from './step-names.ts'
import type { Opened } from './use-run.ts'

/** A child run that is shown under the step that started it. */
export interface ChildRun {
  readonly id: string
  readonly detail: RunDetail
  readonly store: RunStore
  /** As at the playhead of the run above. */
  readonly reading: RunReading
  readonly names: () => StepNames
}

/** What every part of a page is given of it. */
export function contextOfChild({ detail, store, reading, names }: ChildRun): MomentContext {
  return { detail, store, reading, names: names() }
}

/** What is known of the runs of one step. */
export interface ChildLane {
  readonly runs: readonly ChildRun[]
  /** Why none is shown. */
  readonly note: string | undefined
}

export interface ChildLanesOptions {
  readonly source: ChildSource
  /** The page's own run. */
  readonly runId: string
  readonly reading: RunReading
  readonly openStore: (detail: RunDetail) => Opened
}

interface OpenLane extends ChildLane {
  readonly close: () => void
}

/** Rows are drawn anew at most so often while events of a child come. */
const PACE_MS = 100

/** The child runs that a page shows. One is loaded, and followed, once somebody opens its step; closed, it is let go. */
export class ChildLanes {
  readonly #lanes = new Map<string, OpenLane>()
  /** Until it is known what there is to show. */
  readonly #looking = new Map<string, Promise<void>>()
  /** What somebody has closed. */
  readonly #shut = new Set<string>()
  readonly #listeners = new Set<() => void>()
  #shown: ReadonlyMap<string, ChildLane> = new Map()
  #soon: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly options: ChildLanesOptions) {}

  /** What is open, by the path of the step in the timeline; another map once anything in it has changed. */
  readonly shown = (): ReadonlyMap<string, ChildLane> => this.#shown

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The run that a step of the timeline is in; undefined: the page's own, or one that is not loaded. */
  runOf(path: string): ChildRun | undefined {
    const { runId } = placeInRuns(path)
    for (const { runs } of this.#lanes.values()) for (const run of runs) if (run.id === runId && path.includes('#')) return run
    return undefined
  }

  address(runId: string): string | undefined {
    return this.options.source.address?.(runId)
  }

  /** Opens what has not been closed by hand. The answer comes when it is known what there is to show; undefined: there is nothing to wait for. */
  lead(path: string): Promise<void> | undefined {
    if (!this.#lanes.has(path) && !this.#shut.has(path)) this.#open(path)
    return this.#looking.get(path)
  }

  toggle(path: string): void {
    const lane = this.#lanes.get(path)
    this.#shut.delete(path)
    if (!lane) return this.#open(path)
    this.#shut.add(path)
    for (const [inner, { close }] of this.#lanes) {
      if (inner !== path && !inner.startsWith(`${path}#`)) continue
      close()
      this.#lanes.delete(inner)
      this.#looking.delete(inner)
    }
    this.#tell()
  }

  close(): void {
    clearTimeout(this.#soon)
    for (const { close } of this.#lanes.values()) close()
    this.#lanes.clear()
  }

  #open(path: string): void {
    const stops: (() => void)[] = []
    let open = true
    const close = () => {
      open = false
      for (const stop of stops) stop()
    }
    const show = (lane: ChildLane) => {
      if (!open) return
      this.#lanes.set(path, { ...lane, close })
      this.#tell()
    }
    show({ runs: [], note: 'Loading its run …' })
    const { runId = this.options.runId, step } = placeInRuns(path)
    const { source } = this.options
    let found = false
    const hearing: (() => void)[] = []
    const hearNoMore = () => hearing.splice(0).forEach((stop) => stop())
    const look = async () => {
      const ids = await source.list({ runId, step })
      if (!open || found) return
      if (ids.length === 0) return show({ runs: [], note: this.#ended(path, step) ? 'It has no run that is kept.' : 'Its run is about to be made.' })
      found = true
      hearNoMore()
      const details = await Promise.all(ids.map((id) => source.load(id)))
      // closed meanwhile: nothing is followed that nobody sees
      return open ? show({ runs: this.#follow(details, stops), note: undefined }) : undefined
    }
    const act = () => look().catch((error: unknown) => show({ runs: [], note: `Its run could not be loaded: ${error instanceof Error ? error.message : String(error)}` }))
    // a run is made a moment after its step has begun, or the step ends without one
    if (!this.#ended(path, step)) {
      hearing.push((this.runOf(path)?.store ?? this.options.reading).subscribeStep(step, () => void act()))
      if (source.hear) hearing.push(source.hear({ runId, step }, () => void act()))
    }
    stops.push(hearNoMore)
    const looking = act().finally(() => {
      if (this.#looking.get(path) === looking) this.#looking.delete(path)
    })
    this.#looking.set(path, looking)
  }

  /** Whether no run can follow. */
  #ended(path: string, step: string): boolean {
    const reading = this.runOf(path)?.store.moment() ?? this.options.reading.moment()
    return reading.step(step)?.endedAt !== undefined
  }

  #follow(details: readonly RunDetail[], stops: (() => void)[]): readonly ChildRun[] {
    const { source, reading } = this.options
    return details.map((detail) => {
      const opened = this.options.openStore(detail)
      if (!opened.store) throw new Error(opened.message)
      const { store } = opened
      stops.push(store.subscribe(() => this.#tellSoon()), source.feed(detail.id, store))
      return { id: detail.id, detail, store, reading: childReading(store, reading), names: namesOf(detail, store) }
    })
  }

  #tellSoon(): void {
    this.#soon ??= setTimeout(() => this.#tell(), PACE_MS)
  }

  #tell(): void {
    clearTimeout(this.#soon)
    this.#soon = undefined
    this.#shown = new Map(this.#lanes)
    for (const listener of this.#listeners) listener()
  }
}

/** By the document that it goes by now. */
function namesOf(detail: RunDetail, store: RunStore): () => StepNames {
  let of: unknown
  let names: StepNames | undefined
  return () => {
    const document = store.adapted() ?? detail.document
    if (of !== document || !names) [of, names] = [document, stepNamesOf(document)]
    return names
  }
}
