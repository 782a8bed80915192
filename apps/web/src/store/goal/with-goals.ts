import { drawGoals, type SubGoal } from '@eddy/steps/goal'
import type { WorkflowDocument } from '@eddy/workflow'
import { gap } from '../document/measures.ts'
import { placesOf } from '../document/placement.ts'
import { patchedPositions, positionsOf, snap, withPositions } from '../document/positions.ts'

export interface WithGoals {
  readonly document: WorkflowDocument
  /** What the step of each goal is called. */
  readonly names: ReadonlyMap<string, string>
  /** Paths of all that is new, handlers too. */
  readonly added: readonly string[]
}

type Point = readonly [number, number]

/**
 * A document with the steps of goals drawn into it: under what is there already, laid out as the goals are by themselves, so that a card
 * stays where it was proposed when it is accepted.
 */
export function withGoals(document: WorkflowDocument, goals: readonly SubGoal[], placed: ReadonlyMap<string, string>): WithGoals {
  const drawn = drawGoals(goals, { document, placed })
  const added = [...drawn.added.steps, ...drawn.added.handlers]
  if (drawn.added.steps.length === 0) return { document: drawn.document, names: drawn.names, added }
  const alone = drawGoals(goals, { document: { eddy: 1, name: document.name, steps: [] } })
  const places = placesOf(alone.document)
  const [dx, dy] = offsetOf(document, { placed, alone: alone.names, places })
  // what gathers several results belongs to no goal: the last here are the last there
  const own = new Set(drawn.names.values())
  const [gathering, gathered] = [drawn.added.steps.filter((name) => !own.has(name)), gathersIn(alone)]
  const standsFor = new Map([...drawn.names].flatMap(([id, name]) => [[name, alone.names.get(id) ?? name] as const]))
  for (const [at, name] of gathering.entries()) standsFor.set(name, gathered[gathered.length - gathering.length + at] ?? name)
  const positions = drawn.added.steps.flatMap((name) => {
    const place = places.get(standsFor.get(name) ?? name)
    return place ? [[name, [snap(place.x + dx), snap(place.y + dy)] as Point] as const] : []
  })
  return { document: withPositions(drawn.document, patchedPositions(positionsOf(document), { ...staying(document), ...Object.fromEntries(positions) })), names: drawn.names, added }
}

/** What has no place of its own would go elsewhere when others come: it stays where it is drawn. */
function staying(document: WorkflowDocument): { readonly [path: string]: Point } {
  const [stored, here] = [positionsOf(document), placesOf(document)]
  return Object.fromEntries(document.steps.flatMap(({ name }) => {
    const place = here.get(name)
    return place && !stored[name] ? [[name, [place.x, place.y] as Point] as const] : []
  }))
}

function gathersIn({ names, added }: ReturnType<typeof drawGoals>): readonly string[] {
  const own = new Set(names.values())
  return added.steps.filter((name) => !own.has(name))
}

interface Laid {
  readonly placed: ReadonlyMap<string, string>
  readonly alone: ReadonlyMap<string, string>
  readonly places: ReturnType<typeof placesOf>
}

/** Where the drawing of the goals begins: beside the first of them that is there already, else under everything. */
function offsetOf(document: WorkflowDocument, { placed, alone, places }: Laid): Point {
  const here = placesOf(document)
  for (const [id, name] of placed) {
    const [stands, stood] = [here.get(name), places.get(alone.get(id) ?? '')]
    if (stands && stood) return [stands.x - stood.x, stands.y - stood.y]
  }
  const top = document.steps.flatMap(({ name }) => here.get(name) ?? [])
  if (top.length === 0) return [0, 0]
  const [left, below] = [Math.min(...top.map(({ x }) => x)), Math.max(...top.map(({ y, height }) => y + height))]
  const [first, highest] = [Math.min(...[...places.values()].map(({ x }) => x)), Math.min(...[...places.values()].map(({ y }) => y))]
  // room for the lane of undos between
  return [left - first, below + gap.lane + 2 * gap.row - highest]
}
