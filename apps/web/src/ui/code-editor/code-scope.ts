import { createContext, use } from 'react'
import type { KnownValue } from '../known-value.ts'

export interface CodeScope {
  /** What `args` is. */
  readonly args: KnownValue
  /** In a compensation handler, which may let the run go on. */
  readonly handler: boolean
}

export const CodeScopeContext = createContext<CodeScope>({ args: {}, handler: false })

export function useCodeScope(): CodeScope {
  return use(CodeScopeContext)
}
