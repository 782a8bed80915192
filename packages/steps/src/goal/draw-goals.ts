import { type Argument, type Input, type Step, walkSteps, type WorkflowDocument } from '@eddy/workflow'
import type { SubGoal } from './sub-goal.ts'

export interface Drawing {
  /** What is there already: names stay free of its own. */
  readonly document: WorkflowDocument
  /** Goals that the document has already, and what their steps are called there. */
  readonly placed?: ReadonlyMap<string, string>
}

export interface DrawnGoals {
  /** The document with the goals at its end. */
  readonly document: WorkflowDocument
  /** What the step of each goal is called, by the goal's id; those that were placed too. */
  readonly names: ReadonlyMap<string, string>
  /** Names of all that is new: steps, and handlers. */
  readonly added: { readonly steps: readonly string[]; readonly handlers: readonly string[] }
}

/** A step that is drawn, and where in its value stands what the next goal works on. */
interface Drawn {
  readonly name: string
  readonly gives: readonly string[] | undefined
}

/** What the next goal waits for, and what it works on: not the same where a goal before it gives nothing. */
interface Front {
  readonly last: readonly Drawn[]
  readonly data: readonly Drawn[]
}

/** Adds the steps of the goals to a document, each after the one before it or beside it, with handlers and inputs. Pure. O(goals + steps). */
export function drawGoals(goals: readonly SubGoal[], { document, placed = new Map() }: Drawing): DrawnGoals {
  const taken = new Set([...walkSteps(document)].map(({ step }) => step.name))
  const inputs = new Map((document.inputs ?? []).map((input) => [input.name, input]))
  const drawing: Sheet = { taken, inputs, names: new Map(placed), steps: [], handlers: [], element: undefined }
  drawLine(goals, drawing)
  const { steps, handlers } = drawing
  const next: WorkflowDocument = {
    ...document,
    steps: [...document.steps, ...steps],
    ...(handlers.length > 0 ? { handlers: [...(document.handlers ?? []), ...handlers] } : {}),
    ...(inputs.size > (document.inputs?.length ?? 0) ? { inputs: [...inputs.values()] } : {}),
  }
  return { document: next, names: drawing.names, added: { steps: steps.map(({ name }) => name), handlers: handlers.map(({ name }) => name) } }
}

interface Sheet {
  readonly taken: Set<string>
  readonly inputs: Map<string, Input>
  readonly names: Map<string, string>
  readonly steps: Step[]
  readonly handlers: Step[]
  /** The loop around, and what its element is called. */
  readonly element: { readonly loop: string; readonly name: string } | undefined
}

const NOTHING: Front = { last: [], data: [] }

function drawLine(goals: readonly SubGoal[], sheet: Sheet): void {
  let [before, front] = [NOTHING, NOTHING]
  for (const goal of goals) {
    const sources = goal.beside ? before : front
    const name = sheet.names.get(goal.id) ?? drawGoal(goal, sources, sheet)
    const here: Drawn = { name, gives: goal.gives }
    const fresh: Front = { last: [here], data: goal.gives ? [here] : sources.data }
    if (goal.beside) front = { last: [...front.last, here], data: goal.gives ? [...front.data.filter((one) => !before.data.includes(one)), here] : front.data }
    else [before, front] = [front, fresh]
  }
}

function drawGoal(goal: SubGoal, { last, data }: Front, sheet: Sheet): string {
  const from = goal.takes !== undefined && data.length > 1 ? [gathered(data, sheet)] : data
  const name = free(goal.step.name, sheet.taken)
  const undo = undoOf(goal, sheet)
  const inner = goal.inner.length > 0 ? innerOf(goal, name, sheet) : undefined
  const given = [...(goal.step.arguments ?? []), ...argumentsOf(goal, from, sheet)]
  // what it takes a result of, by itself or gathered, it need not wait for besides
  const led = new Set(goal.takes === undefined ? [] : data.map((one) => one.name))
  const waits = last.map((one) => one.name).filter((source) => !led.has(source))
  sheet.steps.push({
    ...goal.step,
    name,
    ...(given.length > 0 ? { arguments: given } : {}),
    ...(waits.length > 0 ? { waitFor: waits } : {}),
    ...(undo ? { undo: undo.name } : {}),
    ...(inner ? { steps: inner } : {}),
  })
  addInputs(goal, from, sheet)
  sheet.names.set(goal.id, name)
  return name
}

function undoOf({ undo }: SubGoal, { taken, handlers }: Sheet): Step | undefined {
  if (!undo) return undefined
  const handler = { ...undo, name: free(undo.name, taken) }
  handlers.push(handler)
  return handler
}

function addInputs(goal: SubGoal, from: readonly Drawn[], { inputs }: Sheet): void {
  for (const input of goal.inputs) if (!inputs.has(input.name) && !isFed(goal, from, input)) inputs.set(input.name, input)
}

/** A loop goes over the result before it; only where there is none does its list come in from outside. */
function isFed(goal: SubGoal, from: readonly Drawn[], input: Input): boolean {
  return goal.inner.length > 0 && from.length > 0 && input.schema?.['type'] === 'array'
}

function innerOf(goal: SubGoal, loop: string, sheet: Sheet): readonly Step[] {
  const steps: Step[] = []
  const element = { loop, name: goal.step.name.replace(/^each_/, '') }
  drawLine(goal.inner, { ...sheet, steps, element })
  return steps
}

function argumentsOf(goal: SubGoal, [source]: readonly Drawn[], { element }: Sheet): readonly Argument[] {
  // a composed workflow takes its own inputs and nothing else
  const own: readonly Argument[] = element && goal.step.kind !== 'compose' ? [{ name: element.name, from: { element: element.loop } }] : []
  if (goal.takes === undefined) return own
  if (source) return [...own, { name: goal.takes, from: { result: source.name }, ...pathOf(source) }]
  return [...own, ...listOf(goal), ...(element ? [{ name: goal.takes, from: { element: element.loop } }] : [])]
}

function pathOf({ gives }: Drawn): Pick<Argument, 'path'> {
  return gives?.length ? { path: gives } : {}
}

function listOf({ takes, inner, inputs }: SubGoal): readonly Argument[] {
  const [list] = inputs
  return takes !== undefined && inner.length > 0 && list ? [{ name: takes, from: { input: list.name } }] : []
}

/** Several results as one, for what takes one. */
function gathered(sources: readonly Drawn[], sheet: Sheet): Drawn {
  const name = free('gathered', sheet.taken)
  sheet.steps.push({ name, kind: 'collect', title: 'What came of them', arguments: sources.map((source): Argument => ({ name: source.name, from: { result: source.name }, ...pathOf(source) })) })
  return { name, gives: [] }
}

function free(name: string, taken: Set<string>): string {
  let next = name
  for (let number = 2; taken.has(next); number++) next = `${name}_${number}`
  taken.add(next)
  return next
}
