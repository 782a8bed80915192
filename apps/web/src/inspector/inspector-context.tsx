import type { Catalog, Json } from '@eddy/workflow'
import { createContext, use } from 'react'
import { useEditor } from '../store/editor-context.tsx'
import { useEvaluate } from '../ui/expression-editor/use-evaluate.ts'
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
  return { document, catalog, samples, ask: useEvaluate() }
}
