import type { Catalog, Json, WorkflowDocument } from '@eddy/workflow'
import { createContext, use, useMemo } from 'react'
import { evaluations } from '../ui/expression-editor/evaluations.ts'
import { useEvaluate } from '../ui/expression-editor/use-evaluate.ts'
import type { KnownValue } from '../ui/known-value.ts'
import type { Scene } from './known-data.ts'
import { useShownDocument } from './shown-document.ts'

/** The secrets that the server has, by name; values never come to the page. */
export interface InspectorSecrets {
  /** Nothing while they are not known. */
  readonly names: readonly string[] | undefined
  /** Asks a person for another one; `done` is told its name. */
  readonly create: (suggested: string, done: (name: string) => void) => void
}

export interface InspectorSettings {
  readonly catalog: Catalog
  readonly secrets?: InspectorSecrets | undefined
  /** Sample values that a person has typed, kept for as long as the editor is open. */
  readonly samples: ReadonlyMap<string, Json>
  readonly setSample: (key: string, sample: Json | undefined) => void
}

export const InspectorContext = createContext<InspectorSettings | undefined>(undefined)

export function useInspector(): InspectorSettings {
  const settings = use(InspectorContext)
  if (!settings) throw new Error('A part of the inspector stands outside of it.')
  return settings
}

/** Everything that guesses about values are made of. */
export function useScene(): Scene {
  const { catalog, samples, secrets } = useInspector()
  const document = useShownDocument()
  const ask = useEvaluate()
  const results = resultsOf(document, samples)
  const names = secrets?.names
  return useMemo(() => ({ document, catalog, samples, ask, secrets: names, results }), [document, catalog, samples, ask, names, results])
}

interface Found {
  readonly samples: ReadonlyMap<string, Json>
  readonly version: number
  readonly results: Map<string, KnownValue>
}

const found = new WeakMap<WorkflowDocument, Found>()

/** Shared by all parts of the inspector, until the document, a sample or an answer of the evaluator changes. */
function resultsOf(document: WorkflowDocument, samples: ReadonlyMap<string, Json>): Map<string, KnownValue> {
  const version = evaluations.version()
  const known = found.get(document)
  if (known?.samples === samples && known.version === version) return known.results
  const results = new Map<string, KnownValue>()
  found.set(document, { samples, version, results })
  return results
}
