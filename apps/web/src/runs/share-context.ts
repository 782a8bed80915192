import type { WorkflowDocument } from '@eddy/workflow'
import { createContext, type ReactNode } from 'react'
import type { RunDetail } from './run-types.ts'

/** What a run has run, to be shared with others. */
export interface ShareRequest {
  readonly detail: RunDetail
  /** With what was adapted on the way. */
  readonly document: WorkflowDocument
  readonly onClose: () => void
}

/** The dialog that shares what a run has run; nothing where that cannot be done. */
export const ShareContext = createContext<((request: ShareRequest) => ReactNode) | undefined>(undefined)
