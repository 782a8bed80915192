import type { Catalog, Guard, Step } from '@eddy/workflow'
import { NAMED_RULES } from './agent-rules.ts'
import { type Asking, type GoalRule, nameOf, type Proposed } from './asking.ts'
import { conditionOf } from './condition-of.ts'
import { FILE_RULES } from './file-rules.ts'
import { capital, PEOPLE_RULES } from './people-rules.ts'
import { rankKinds } from './rank-kinds.ts'
import { REQUEST_RULES } from './request-rules.ts'
import { type Clause, splitGoal } from './split-goal.ts'
import type { GoalPlan, KindChoice, KnownAgent, SubGoal } from './sub-goal.ts'
import { VALUE_RULES } from './value-rules.ts'

export interface GoalPlanning {
  readonly catalog: Pick<Catalog, 'get' | 'list'>
  /** Where the demo service is, if it is there. */
  readonly demoUrl?: string | null | undefined
  readonly agents?: readonly KnownAgent[] | undefined
  /** Names of workflows that can be composed. */
  readonly workflows?: readonly string[] | undefined
}

const EXAMPLE_SERVICE = 'https://api.example.com'
const RULES: readonly GoalRule[] = [...NAMED_RULES, ...FILE_RULES, ...PEOPLE_RULES, ...VALUE_RULES, ...REQUEST_RULES]
/** How many kinds stand to choose from. */
const CHOICES = 5
/** Below this the words of a kind say too little. */
const WEAK = 0.3

/**
 * Takes a goal apart and proposes a step for each part, with its undo: by rules alone, so the same words always come to the same plan. What
 * no rule knows gets the kind whose words fit best, and what nothing fits a note.
 */
export function planGoal(goal: string, planning: GoalPlanning): GoalPlan {
  const clauses = splitGoal(goal, { asks: (words) => ruleFor(words) !== undefined, lists: (words) => ruleFor(words)?.lists === true })
  let next = 0
  const subGoal = (clause: Clause, element?: string): SubGoal => toSubGoal(clause, { planning, element, id: `g${++next}`, inner: subGoal })
  return { by: 'rules', goals: clauses.map((clause) => subGoal(clause)) }
}

interface Turning {
  readonly planning: GoalPlanning
  readonly element: string | undefined
  readonly id: string
  readonly inner: (clause: Clause, element?: string) => SubGoal
}

function toSubGoal(clause: Clause, { planning, element, id, inner }: Turning): SubGoal {
  const { text, each } = clause
  const proposed = each ? looping(each) : proposeFor(askingOf(text, element, planning), planning)
  const { undo, takes, gives, because, kind, open = [], inputs = [] } = proposed
  const condition = clause.when ? conditionOf(clause.when.words, clause.when.negated) : undefined
  return {
    id, text, undo, takes, gives, because,
    step: stepOf(clause, proposed, condition),
    beside: clause.beside,
    open: [...open, ...(condition?.open ?? [])],
    choices: choicesFor(text, kind, planning),
    inputs: [...inputs, ...(condition?.input ? [condition.input] : [])],
    inner: each ? each.clauses.map((one) => inner(one, each.noun)) : [],
  }
}

function choicesFor(text: string, chosen: string, { catalog }: GoalPlanning): readonly KindChoice[] {
  const ranked = rankKinds(catalog, text)
  const best = ranked.find(({ kind }) => kind === chosen) ?? { kind: chosen, fit: 1 }
  return [best, ...ranked.filter(({ kind, fit }) => kind !== chosen && fit >= WEAK)].slice(0, CHOICES)
}

function askingOf(text: string, element: string | undefined, { demoUrl, agents = [], workflows = [] }: GoalPlanning): Asking {
  return { text, service: demoUrl ?? EXAMPLE_SERVICE, isDemo: typeof demoUrl === 'string', element, agents, workflows }
}

type Asked = ReturnType<typeof conditionOf>

function stepOf({ text, retries, timeout }: Clause, { name, kind, config, fields }: Proposed, condition: Asked | undefined): Step {
  return {
    name,
    kind,
    title: capital(text),
    ...(config ? { config } : {}),
    ...fields,
    ...(condition ? guarded(condition, fields?.arguments) : {}),
    ...(retries === undefined ? {} : { retry: { max: retries, backoff: { initial: 'PT0.5S' } } }),
    ...(timeout === undefined ? {} : { timeout }),
  }
}

function guarded({ when, input }: Asked, given: Step['arguments'] = []): Pick<Step, 'guards' | 'arguments'> {
  const guard: Guard = { when, otherwise: { value: null } }
  return { guards: [guard], ...(input ? { arguments: [...given, { name: input.name, from: { input: input.name } }] } : {}) }
}

function ruleFor(text: string): GoalRule | undefined {
  return RULES.find(({ words }) => words.test(text))
}

function proposeFor(asking: Asking, { catalog }: GoalPlanning): Proposed {
  const rule = ruleFor(asking.text)
  if (rule) return rule.propose(asking)
  const [best] = rankKinds(catalog, asking.text)
  const contract = best && best.fit >= WEAK ? catalog.get(best.kind) : undefined
  if (contract && contract.container === undefined) return { name: nameOf(asking.text), kind: contract.kind, config: contract.examples[0]?.step.config ?? {}, because: `Its words are those of “${contract.title}”.`, open: ['Look at its settings: they are those of an example.'] }
  return { name: nameOf(asking.text), kind: 'debug', config: { label: asking.text }, because: 'No kind of step is known for it, so it stands as a note.', open: ['Choose the kind of step that does it.'] }
}

function looping({ noun, count }: NonNullable<Clause['each']>): Proposed {
  const list = `${noun}s`
  const known = count === undefined ? [] : Array.from({ length: count }, (_, index) => `input/${index + 1}.txt`)
  return { name: `each_${noun}`, kind: 'map', takes: 'source', gives: [], because: 'It is done for every element of a list.', inputs: [{ name: list, schema: { type: 'array' }, default: known }] }
}
