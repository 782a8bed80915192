import type { StepRename } from './find-renames.ts'

/** The path of a step, or of an element of it (`trip[3].hotel`), after a rename of it or of a container around it. */
export function renamedPath(path: string, { path: from, name }: StepRename): string {
  const steps = from.split('.')
  const parts = path.split('.')
  if (parts.length < steps.length || steps.some((step, at) => stepName(parts[at]) !== step)) return path
  const last = parts[steps.length - 1] ?? ''
  return parts.with(steps.length - 1, name + last.slice(stepName(last).length)).join('.')
}

function stepName(part = ''): string {
  return part.replace(/\[\d+\]$/, '')
}
