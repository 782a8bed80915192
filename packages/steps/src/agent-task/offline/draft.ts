import type { Json } from '@eddy/workflow'
import { StepProblem } from '../../coordination/step-problem.ts'
import { fieldOf, listOf, numberIn, wordOf } from './reading.ts'

type Drafted = { readonly [key: string]: Json }

interface Draft {
  readonly steps: Drafted[]
  /** Results that the next goal works on: a step, and where in its value. */
  current: readonly { readonly step: string; readonly path: readonly string[] }[]
  readonly files: readonly Json[]
}

interface Goal {
  readonly action: string
  readonly text: string
}

/** Two goals that one step can serve. */
const COUNT_AND_SUM = 'count and sum'

/**
 * A workflow document for the goals of an analysis; `files` names those that are read, `name` the workflow. It draws one thing after the
 * other, as the goals are told. Told of the problem that there are too many steps, it draws fewer.
 */
export function draft(args: { readonly [name: string]: Json }): Json {
  const goals = listOf(fieldOf(args['analysis'], 'goals') ?? args['goals'])
  if (goals.length === 0) throw new StepProblem({ code: 'BAD_TASK', message: 'to draft, the agent needs the argument "analysis" with its "goals", as the action "analyse" answers it', retryable: false })
  const draft: Draft = { steps: [], current: [], files: listOf(args['files']) }
  const wanted = goals.map((goal): Goal => ({ action: wordOf(fieldOf(goal, 'action')), text: wordOf(fieldOf(goal, 'text')) }))
  const short = listOf(args['problems']).some((problem) => fieldOf(problem, 'code') === 'TOO_MANY_STEPS')
  for (const { action, text } of short ? joined(wanted) : wanted) (DRAWN.get(action) ?? note)(draft, text)
  const { name } = args
  return { eddy: 1, name: typeof name === 'string' ? name : 'drafted_workflow', title: 'Drafted from requirements', steps: draft.steps }
}

const DRAWN: ReadonlyMap<string, (draft: Draft, text: string) => void> = new Map([
  ['read', read],
  ['count', count],
  ['sum', sum],
  [COUNT_AND_SUM, countAndSum],
  ['write', write],
])

/** Counting and adding up what was counted as one goal. */
function joined(goals: readonly Goal[]): readonly Goal[] {
  return goals.flatMap((goal, index) => {
    if (goal.action === 'count' && goals[index + 1]?.action === 'sum') return [{ action: COUNT_AND_SUM, text: goal.text }]
    return goal.action === 'sum' && goals[index - 1]?.action === 'count' ? [] : [goal]
  })
}

function countAndSum(draft: Draft): void {
  draft.current = [add(draft, { name: 'total', kind: 'expression', config: { expr: '$sum($each($, function($text) { $count($match($text, /\\S+/)) }))' }, arguments: draft.current.map((from, index) => argument(`text${index + 1}`, from)) }, [])]
}

function read(draft: Draft, text: string): void {
  const paths = draft.files.length > 0 ? draft.files : Array.from({ length: numberIn(text) ?? 1 }, (_, index) => `input/${index + 1}.txt`)
  draft.current = paths.map((path, index) => add(draft, { name: `read_${index + 1}`, kind: 'file.read', config: { path } }, ['content']))
}

/** Each of what is there by itself, one after the other. */
function count(draft: Draft): void {
  draft.current = draft.current.map((from, index) => add(draft, { name: `count_${index + 1}`, kind: 'expression', config: { expr: '$count($match(text, /\\S+/))' }, arguments: [argument('text', from)], ...(index > 0 ? { waitFor: [`count_${index}`] } : {}) }, []))
}

function sum(draft: Draft): void {
  draft.current = [add(draft, { name: 'total', kind: 'expression', config: { expr: '$sum($each($, function($value) { $value }))' }, arguments: draft.current.map((from, index) => argument(`n${index + 1}`, from)) }, [])]
}

function write(draft: Draft): void {
  const from = draft.current.at(-1)
  const content = from === undefined ? 'done' : '{{ content }}'
  draft.current = [add(draft, { name: 'write_result', kind: 'file.write', config: { path: 'output/result.txt', content, createFolders: true }, ...(from === undefined ? {} : { arguments: [argument('content', from)] }) }, [])]
}

/** What nothing here can do is drawn as a step that says so. */
function note(draft: Draft, text: string): void {
  draft.current = [add(draft, { name: `note_${draft.steps.length + 1}`, kind: 'debug', config: { label: text }, arguments: draft.current.map((from, index) => argument(`v${index + 1}`, from)) }, [])]
}

function add(draft: Draft, step: Drafted & { readonly name: string }, path: readonly string[]): Draft['current'][number] {
  draft.steps.push(step)
  return { step: step.name, path }
}

function argument(name: string, { step, path }: Draft['current'][number]): Json {
  return { name, from: { result: step }, ...(path.length > 0 ? { path } : {}) }
}
