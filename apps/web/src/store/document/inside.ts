import type { WorkflowDocument } from '@eddy/workflow'
import { locate } from './locate.ts'
import { lanesOf } from './placement.ts'

/** Whether a path is within a container; everything is within the workflow. */
export function isInside(path: string, scope: string | undefined): boolean {
  return scope === undefined || path.startsWith(`${scope}.`)
}

/** The containers around a path, the outermost first. */
export function containersAround(path: string): readonly string[] {
  const parts = path.split('.')
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('.'))
}

/** The step that a handler is drawn under; nothing for steps, and for handlers that no step names. */
export function ownerOf(document: WorkflowDocument, handler: string): string | undefined {
  if (locate(document, handler)?.scope.kind !== 'handlers') return undefined
  for (const [owner, handlers] of lanesOf(document)) if (handlers.includes(handler)) return owner
  return undefined
}

/** What is left of a way down to a container: itself, or the nearest around it that is still there. */
export function nearestContainer(document: WorkflowDocument, path: string | undefined): string | undefined {
  if (path === undefined) return undefined
  return [...containersAround(path), path].findLast((at) => isContainer(document, at))
}

export function isContainer(document: WorkflowDocument, path: string): boolean {
  const step = locate(document, path)?.step
  return Boolean(step?.steps ?? step?.branches)
}

/** The folds that count while `scope` is looked into: what is open around a person cannot be folded. */
export function foldsIn(folded: ReadonlySet<string>, scope: string | undefined): ReadonlySet<string> {
  if (scope === undefined) return folded
  const open = new Set([scope, ...containersAround(scope)])
  return new Set([...folded].filter((path) => !open.has(path)))
}

/** The card that stands for a path in the drawing: the outermost folded container around it, or itself. */
export function standIn(folded: ReadonlySet<string>, path: string): string {
  return containersAround(path).find((around) => folded.has(around)) ?? path
}
