import type { Catalog, Json, WorkflowDocument } from '@eddy/workflow'
import { createContext, use } from 'react'
import { useEditor } from '../store/editor-context.tsx'
import { evaluations } from '../ui/expression-editor/evaluations.ts'
import { useEvaluate } from '../ui/expression-editor/use-evaluate.ts'
import type { KnownValue } from '../ui/known-value.ts'
import type { Scene } from './known-data.ts'

export interface InspectorSettings {
  readonly catalog: Catalog
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
  const { catalog, samples } = useInspector()
  const document = useEditor((state) => state.document)
  const ask = useEvaluate()
  return { document, catalog, samples, ask, results: resultsOf(document, samples) }
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
