import { useSyncExternalStore } from 'react'
import { evaluations } from './evaluations.ts'

/** Evaluates on sample data; draws again once an answer is there. */
export function useEvaluate(): typeof evaluations.ask {
  useSyncExternalStore(evaluations.subscribe, evaluations.version)
  return evaluations.ask
}

/** Fills the `{{ }}` of texts in on sample data, likewise. */
export function useRender(): typeof evaluations.render {
  useSyncExternalStore(evaluations.subscribe, evaluations.version)
  return evaluations.render
}
