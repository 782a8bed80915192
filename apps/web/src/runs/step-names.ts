import type { Step, WorkflowDocument } from '@eddy/workflow'
import { stepIndex } from '../store/document/locate.ts'
import { stepLabel } from '../store/document/step-label.ts'

/** What a screen needs to know of a document's steps by the paths that a run speaks of, which number the elements of a map. */
export interface StepNames {
  /** `each[3].charge` reads "Charge card (3)"; an unknown path reads as its last name. */
  readonly titleOf: (path: string) => string
  /** The step as drawn; undefined for what the document does not hold, such as the inside of a composed workflow. */
  readonly stepOf: (path: string) => Step | undefined
  /** Whether any step as drawn is a point of no return. */
  readonly hasPivot: () => boolean
}

export function stepNamesOf(document: WorkflowDocument): StepNames {
  const index = stepIndex(document)
  let pivot: boolean | undefined
  const stepOf = (path: string) => index.get(withoutIndices(path))?.step
  return {
    stepOf,
    hasPivot: () => (pivot ??= [...index.values()].some(({ step }) => step.role === 'pivot')),
    titleOf(path) {
      const title = stepLabel(stepOf(path) ?? { name: withoutIndices(path).split('.').at(-1) ?? path })
      const indices = [...path.matchAll(/\[(\d+)\]/g)].map((match) => match[1])
      return indices.length > 0 ? `${title} (${indices.join(', ')})` : title
    },
  }
}

function withoutIndices(path: string): string {
  // asked of every step of a run, most of which have none
  return path.includes('[') ? path.replaceAll(/\[\d+\]/g, '') : path
}

/** The path of the container around a step; undefined at the top. */
export function parentOf(path: string): string | undefined {
  const dot = path.lastIndexOf('.')
  return dot < 0 ? undefined : path.slice(0, dot).replace(/\[\d+\]$/, '')
}

export function depthOf(path: string): number {
  return path.includes('.') ? path.split('.').length - 1 : 0
}
