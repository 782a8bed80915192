import type { RulesConfig } from './rules-config.ts'

type Rule = RulesConfig['rules'][number]

export interface Overlap {
  /** Index of the rule that is in vain or that clashes. */
  readonly rule: number
  /** Index of the one that it overlaps with. */
  readonly by: number
}

/** Overlaps that are there for every arguments; those that depend on data are not guessed at. Quadratic in the number of rules. */
export function certainOverlaps({ rules, policy = 'first' }: RulesConfig): readonly Overlap[] {
  if (policy === 'all') return []
  return rules.flatMap((rule, index) => {
    const by = rules.findIndex((other, at) => at !== index && overlaps(policy, { rule, index }, { rule: other, index: at }))
    return by === -1 ? [] : [{ rule: index, by }]
  })
}

interface Placed {
  readonly rule: Rule
  readonly index: number
}

function overlaps(policy: 'first' | 'highest' | 'error', mine: Placed, other: Placed): boolean {
  if (policy === 'error') return other.index < mine.index && (covers(other.rule, mine.rule) || covers(mine.rule, other.rule))
  return goesBefore(policy, other, mine) && covers(other.rule, mine.rule)
}

function goesBefore(policy: 'first' | 'highest', one: Placed, two: Placed): boolean {
  const ahead = policy === 'highest' ? (one.rule.priority ?? 0) - (two.rule.priority ?? 0) : 0
  return ahead === 0 ? one.index < two.index : ahead > 0
}

/** Whether `wide` surely matches whenever `narrow` does. */
function covers(wide: Rule, narrow: Rule): boolean {
  return implied(wide.when, narrow) && implied(wide.guard ?? 'true', narrow)
}

function implied(condition: string, { when, guard }: Rule): boolean {
  const text = condition.trim()
  return text === 'true' || text === when.trim() || text === guard?.trim()
}
