import type { QueueReason, RecordedMoment, RunForesight, RunMoment, StepStatus, StepView } from '@eddy/engine'
import type { CardNote } from '../store/card-note.ts'
import type { HoveredStep } from '../store/hovered-step.ts'
import { type CardState, cardState, handlerState, sameCardState } from './card-state.ts'

/** What lies over the drawing while a run is shown: how each card stands. */
export interface Overlay {
  readonly get: (path: string) => CardState | undefined
  /** Tells which cards have changed. */
  readonly subscribe: (listener: (changed?: ReadonlySet<string>) => void) => () => void
  /** Pulses drawn at once are bounded; beyond that edges only thicken. */
  readonly pulses: boolean
  /** The time at which the clocks on the cards stand; undefined: they run. */
  readonly clock?: number | undefined
  readonly hovered?: HoveredStep | undefined
  readonly noteOf?: (path: string) => CardNote | undefined
  /** Which limit of the run a queued step waits for now. */
  readonly whyQueued?: (path: string) => QueueReason | undefined
}

/** What is shown of a run: a fold of its events, or a moment of its history. */
export type ShownRun = Pick<RunMoment, 'paths' | 'step'> & Partial<Pick<RecordedMoment, 'foremost' | 'foremostOf'>> & Partial<Pick<RunForesight, 'whyQueued'>>

export const maxPulses = 24

/**
 * The states of a run by card. `update` is told that the run has moved on; a card whose state is still the same value
 * keeps the same object, so only changed cards are drawn again.
 */
export class RunOverlay implements Overlay {
  pulses = true
  clock: number | undefined
  private notes: ReadonlyMap<string, CardNote> | undefined
  private view: ShownRun | undefined
  private owners: ReadonlyMap<string, string> = new Map()
  private handlers: ReadonlyMap<string, readonly string[]> = new Map()
  private states = new Map<string, CardState>()
  /** Cards on which something is going on. */
  private moving = 0
  private readonly listeners = new Set<(changed?: ReadonlySet<string>) => void>()

  constructor(readonly hovered?: HoveredStep) {}

  /** `owner` names the step that a handler hangs under. */
  update(view: ShownRun, owners: ReadonlyMap<string, string>, clock?: number): void {
    this.clock = clock
    this.view = view
    if (owners !== this.owners) this.handlers = handlersOf(owners)
    this.owners = owners
    const next = new Map<string, CardState>()
    for (const [path, found] of view.foremost?.() ?? merged(view)) next.set(path, this.kept(path, cardState(found)))
    for (const [handler, owner] of owners) {
      const found = ownerOf(view, owner)
      const state = found && handlerState(found)
      if (state) next.set(handler, this.kept(handler, state))
    }
    const before = this.states
    this.states = next
    this.moving = 0
    for (const state of next.values()) if (isMoving(state)) this.moving += 1
    this.tell(changes(before, next))
  }

  /** The same as `update`, for a run that has gone on: costs what has changed. `changed`: paths of steps. */
  follow(view: ShownRun, changed: ReadonlySet<string>): void {
    // another moment is shown, and all of it is told by `update`
    if (view !== this.view || !view.foremostOf) return
    const cards = new Set<string>()
    for (const path of changed) {
      const card = path.includes('[') ? path.replaceAll(/\[\d+\]/g, '') : path
      cards.add(card)
      for (const handler of this.handlers.get(card) ?? []) cards.add(handler)
    }
    for (const card of cards) if (!this.put(card, this.stateOf(view, card))) cards.delete(card)
    if (cards.size > 0) this.tell(cards)
  }

  private stateOf(view: ShownRun, card: string): CardState | undefined {
    const owner = this.owners.get(card)
    const owned = owner === undefined ? undefined : ownerOf(view, owner)
    const shown = view.foremostOf?.(card)
    return (owned && handlerState(owned)) ?? (shown && cardState(shown))
  }

  /** Whether the card looks different by it. */
  private put(card: string, state: CardState | undefined): boolean {
    const known = this.states.get(card)
    if (sameCardState(known, state)) return false
    this.moving += (isMoving(state) ? 1 : 0) - (isMoving(known) ? 1 : 0)
    if (state) this.states.set(card, state)
    else this.states.delete(card)
    return true
  }

  private tell(changed: ReadonlySet<string>): void {
    this.pulses = this.moving <= maxPulses
    for (const listener of this.listeners) listener(changed)
  }

  /** What is said of cards beside their states; nothing when left out. */
  annotate(notes: ReadonlyMap<string, CardNote> | undefined): void {
    if (notes === this.notes) return
    this.notes = notes
    for (const listener of this.listeners) listener()
  }

  // asked when it is shown: it changes without a word about the step
  whyQueued = (path: string): QueueReason | undefined => this.view?.whyQueued?.(path)

  noteOf = (path: string): CardNote | undefined => this.notes?.get(path)

  private kept(path: string, state: CardState): CardState {
    const known = this.states.get(path)
    return known && sameCardState(known, state) ? known : state
  }

  get = (path: string): CardState | undefined => this.states.get(path)

  subscribe = (listener: (changed?: ReadonlySet<string>) => void): (() => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }
}

/** A handler inside a map hangs under the one card that stands for all elements. */
function ownerOf(view: ShownRun, owner: string): StepView | undefined {
  return view.foremostOf?.(owner) ?? view.step(owner)
}

function isMoving(state: CardState | undefined): boolean {
  return state?.status === 'running' || state?.status === 'undoing'
}

function handlersOf(owners: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const handlers = new Map<string, string[]>()
  for (const [handler, owner] of owners) handlers.set(owner, [...(handlers.get(owner) ?? []), handler])
  return handlers
}

function changes(before: ReadonlyMap<string, CardState>, next: ReadonlyMap<string, CardState>): ReadonlySet<string> {
  const changed = new Set<string>()
  for (const [path, state] of next) if (before.get(path) !== state) changed.add(path)
  for (const path of before.keys()) if (!next.has(path)) changed.add(path)
  return changed
}

/** Of a step that runs once per element, the drawing shows the element that needs looking at most. */
const weight: readonly StepStatus[] = ['idle', 'skipped', 'queued', 'succeeded', 'undone', 'cancelled', 'waiting', 'running', 'straggler', 'undoing', 'retrying', 'compensating', 'halted', 'in_doubt', 'failed', 'undo_failed']

function merged(view: ShownRun): ReadonlyMap<string, StepView> {
  const views = new Map<string, StepView>()
  for (const path of view.paths()) {
    const found = view.step(path)
    if (!found) continue
    const drawn = path.includes('[') ? path.replace(/\[\d+\]/g, '') : path
    const known = views.get(drawn)
    if (!known || weight.indexOf(found.status) >= weight.indexOf(known.status)) views.set(drawn, found)
  }
  return views
}
