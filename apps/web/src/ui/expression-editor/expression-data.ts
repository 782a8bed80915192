import type { Json } from '@eddy/workflow'
import { createContext, use } from 'react'
import type { KnownValue } from '../known-value.ts'

/** What an expression is about: the declared shape of its data and a sample of it. */
export interface ExpressionData {
  readonly known: KnownValue
  /** What the data is, in words: `the arguments`. */
  readonly about: string
  /** Whether a person has typed the sample. */
  readonly edited: boolean
  /** Keeps another sample; undefined goes back to the guessed one. */
  readonly setSample: (sample: Json | undefined) => void
}

/** The data of the expressions in a form, by the JSON pointer of their field. Absent: nothing is known. */
export const ExpressionDataContext = createContext<((pointer: string) => ExpressionData) | undefined>(undefined)

export function useExpressionData(pointer: string): ExpressionData | undefined {
  return use(ExpressionDataContext)?.(pointer)
}
