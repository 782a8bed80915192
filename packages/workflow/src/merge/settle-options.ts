import canonicalize from 'canonicalize'
import { settle } from './settle.ts'
import type { Json, Options, WorkflowDocument } from '../document.ts'
import type { MergeChoices, OptionClash } from './clash.ts'

export interface SettledOptions {
  readonly clashes: readonly OptionClash[]
  /** Absent when neither side sets any. */
  readonly options?: Options
}

const FIELDS = {
  maxConcurrency: true,
  timeout: true,
  onTimeout: true,
  startTimeout: true,
  rollback: true,
  drain: true,
  evaluation: true,
  maxSteps: true,
  concurrency: true,
} as const satisfies { readonly [K in keyof Required<Options>]: true }

const BOTH = ['keep', 'take'] as const
const OURS = ['keep'] as const

export interface OptionSides {
  readonly base: WorkflowDocument
  readonly incoming: WorkflowDocument
  /** Every incoming input is called as before: only then does the text of `concurrency.key` still mean the same. */
  readonly inputsKept: boolean
}

/** An option that one side sets and the other leaves to its default is a clash as well: either way, one of the two would run unlike before. */
export function settleOptions({ base, incoming, inputsKept }: OptionSides, choices: MergeChoices): SettledOptions {
  const clashes: OptionClash[] = []
  const taken: Partial<Record<keyof Options, Json>> = {}
  for (const field of fieldNames()) {
    const [ours, theirs] = [optionOf(base, field), optionOf(incoming, field)]
    if (canonicalize(ours) === canonicalize(theirs)) continue
    const movable = field !== 'concurrency' || theirs === null || inputsKept
    const clash = { kind: 'option', id: `option:${field}`, field, base: ours, incoming: theirs, allowed: movable ? BOTH : OURS, suggested: { kind: 'keep' } } as const
    const { resolution, verdict } = settle({ ...clash, name: field, choices, taken: new Set() })
    if (resolution.kind === 'take') taken[field] = theirs
    clashes.push({ ...clash, ...verdict })
  }
  const options = Object.fromEntries(Object.entries({ ...base.options, ...taken }).filter(([, value]) => value !== null))
  return base.options || Object.keys(options).length > 0 ? { clashes, options } : { clashes }
}

function optionOf({ options }: WorkflowDocument, field: keyof Options): Json {
  return options?.[field] ?? null
}

function fieldNames(): (keyof Options)[] {
  return Object.keys(FIELDS).filter((field): field is keyof Options => field in FIELDS)
}
