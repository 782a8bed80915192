import { walkSteps, type WalkedStep } from '../walk-steps.ts'
import type { WorkflowDocument } from '../document.ts'

/** The first step, handler or failure step with a path. */
export function findStep(document: WorkflowDocument, path: string): WalkedStep | undefined {
  for (const walked of walkSteps(document)) if (walked.path === path) return walked
  return undefined
}
