import type { Step, WorkflowDocument } from '@eddy/workflow'
import { locate } from './locate.ts'
import { placesOf } from './placement.ts'

/** Steps on the clipboard, with the handlers they name and where they stood. */
export interface Fragment {
  readonly steps: readonly Step[]
  readonly handlers: readonly Step[]
  readonly positions: { readonly [name: string]: readonly [number, number] }
}

/** What copying a selection takes along; inner steps come with their container. Nothing when no step is selected. */
export function fragmentOf(document: WorkflowDocument, paths: ReadonlySet<string>): Fragment | undefined {
  const found = [...paths].flatMap((path) => locate(document, path) ?? []).filter(({ path }) => ![...paths].some((other) => path.startsWith(`${other}.`)))
  const steps = found.filter(({ scope }) => scope.kind !== 'handlers')
  if (!steps.length) return undefined
  const places = placesOf(document)
  const names = new Set(steps.flatMap(({ step }) => [step.undo, step.compensate, step.check]))
  return {
    steps: steps.map(({ step }) => step),
    handlers: (document.handlers ?? []).filter((handler) => names.has(handler.name)),
    positions: Object.fromEntries(
      steps.flatMap(({ path, step }) => {
        const place = places.get(path)
        return place ? [[step.name, [place.x, place.y]]] : []
      }),
    ),
  }
}

export function fragmentText(fragment: Fragment): string {
  return JSON.stringify({ 'eddy-steps': 1, ...fragment }, null, 2)
}

/** Reads a clipboard; anything that is not ours is nothing. */
export function parseFragment(text: string): Fragment | undefined {
  if (!text.includes('"eddy-steps"')) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isFragment(value) ? { steps: value.steps, handlers: value.handlers, positions: value.positions } : undefined
  } catch {
    return undefined
  }
}

function isFragment(value: unknown): value is Fragment {
  if (typeof value !== 'object' || value === null || !('steps' in value) || !('handlers' in value) || !('positions' in value)) return false
  const { steps, handlers, positions } = value
  return Array.isArray(steps) && steps.length > 0 && steps.every(isStep) && Array.isArray(handlers) && handlers.every(isStep) && typeof positions === 'object' && positions !== null
}

function isStep(value: unknown): value is Step {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string' && 'kind' in value && typeof value.kind === 'string'
}
