import type { Input, Json, Step } from '@eddy/workflow'
import type { KnownAgent } from './sub-goal.ts'

/** What a rule knows of the clause that it is asked about. */
export interface Asking {
  readonly text: string
  /** Where requests go that name no address. */
  readonly service: string
  /** Whether that is the demo service, which answers at once. */
  readonly isDemo: boolean
  /** The element of the loop around it. */
  readonly element?: string | undefined
  readonly agents: readonly KnownAgent[]
  /** Workflows that can be composed. */
  readonly workflows: readonly string[]
}

/** What a rule makes of a clause. */
export interface Proposed {
  readonly name: string
  readonly kind: string
  readonly config?: { readonly [key: string]: Json }
  readonly undo?: Step
  readonly takes?: string
  readonly gives?: readonly string[]
  readonly because: string
  readonly open?: readonly string[]
  readonly inputs?: readonly Input[]
  readonly fields?: Partial<Pick<Step, 'guards' | 'arguments'>>
}

export interface GoalRule {
  readonly words: RegExp
  /** Things in a list after the verb are one goal each, beside each other. */
  readonly lists?: true
  propose(asking: Asking): Proposed
}

const FILE = /["“'](.+?)["”']|(?:^|\s)((?:[\w.-]+\/)*[\w-]+\.[a-z]\w{0,4})\b/i

/** A file that the words name. */
export function fileIn(text: string): string | undefined {
  const found = FILE.exec(text)
  return found?.[1] ?? found?.[2]
}

export function addressIn(text: string): string | undefined {
  return /https?:\/\/[^\s"”,]+/.exec(text)?.[0]
}

/** A name for a step, out of the first words of a clause. */
export function nameOf(text: string, most = 3): string {
  const words = text.toLowerCase().replaceAll(/https?:\S+|["“”']/g, ' ').match(/[a-z][a-z0-9]*/g) ?? []
  const named = words.filter((word, index) => index === 0 || !IDLE.has(word)).slice(0, most).join('_').slice(0, 40)
  return named === '' ? 'step' : named
}

const IDLE = new Set(['a', 'an', 'the', 'of', 'to', 'in', 'on', 'its', 'it', 'for', 'and', 'or', 'with', 'from', 'by', 'at', 'as', 'is', 'all', 'each', 'every', 'that', 'this', 'them', 'their', 'into', 'up'])

/** What an object of the verb is called: "book a flight to Rome" → `flight`. */
export function nounIn(text: string): string | undefined {
  const [, ...words] = text.toLowerCase().match(/[a-z][a-z0-9_-]*/g) ?? []
  return words.find((word) => !IDLE.has(word))
}
