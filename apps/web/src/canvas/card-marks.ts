import type { StepStatus } from '@eddy/engine'
import { createContext, use, useSyncExternalStore } from 'react'
import type { EdgeKind } from '../store/document/edges.ts'

/** What stands on a card beside its state in a run: pins, what the last run left, and what a part would do. */
export interface CardMark {
  /** Who answers in the step's place, and a sentence about it. */
  readonly pin?: { readonly kind: 'value' | 'failure' | 'past'; readonly text: string }
  /** How the step ended in the run that the editor shows the results of. */
  readonly last?: StepStatus
  /** Why that is not what it would be now. */
  readonly stale?: readonly string[]
  /** On the way of what has changed since that run. */
  readonly spread?: boolean
  readonly plan?: 'run' | 'reuse' | 'skip'
  /** What it would do to the world. */
  readonly effects?: readonly string[]
  /** What became of it between two versions; of a line, by its id. */
  readonly change?: ChangeMark
}

export interface ChangeMark {
  readonly kind: 'added' | 'removed' | 'changed' | 'renamed' | 'proposed'
  /** In words: `Changed: config/url`. */
  readonly text: string
}

export type Marks = ReadonlyMap<string, CardMark>

/** The marks of a drawing. A mark that comes out the same keeps its object, so that only changed cards are drawn again. */
export class CardMarks {
  private marks: Marks = new Map()
  private readonly listeners = new Set<() => void>()

  update(next: Marks): void {
    this.marks = new Map([...next].map(([path, mark]) => [path, same(this.marks.get(path), mark)]))
    for (const listener of this.listeners) listener()
  }

  get = (path: string): CardMark | undefined => this.marks.get(path)

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }
}

function same(known: CardMark | undefined, next: CardMark): CardMark {
  return known !== undefined && JSON.stringify(known) === JSON.stringify(next) ? known : next
}

export const CardMarksContext = createContext<CardMarks | undefined>(undefined)

const never = () => () => {}
const nothing = () => undefined

export function useCardMark(path: string): CardMark | undefined {
  const marks = use(CardMarksContext)
  return useSyncExternalStore<CardMark | undefined>(marks?.subscribe ?? never, marks ? () => marks.get(path) : nothing)
}

/** In a run, it has answered without doing anything: there is nothing that could be undone. */
export function didNothing(mark: CardMark | undefined): boolean {
  return mark?.pin !== undefined && mark.pin.kind !== 'failure'
}

/** How a line shows what its two ends are marked with. */
export function useLineMark(kind: EdgeKind, source: string, target: string): { readonly mark: 'spread' | 'skip' | undefined; readonly idle: boolean } {
  const [from, to] = [useCardMark(source), useCardMark(target)]
  const skip = from?.plan === 'skip' || to?.plan === 'skip'
  const spread = from?.spread === true && to?.spread === true
  return { mark: skip ? 'skip' : spread ? 'spread' : undefined, idle: kind === 'undo' && didNothing(from) }
}
