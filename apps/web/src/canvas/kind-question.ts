import type { DropTarget } from './drop-target.ts'
import type { KindContract } from '@eddy/workflow'

/** A line was dropped where nothing is: which kind of step should stand there? */
export interface KindRequest {
  readonly screen: { readonly x: number; readonly y: number }
  readonly target: DropTarget
  readonly from: { readonly path: string; readonly as: 'data' | 'wait' | 'undo' }
}

/** Another question for a kind; the canvas itself knows what to do with the answer. */
export interface KindQuestion {
  readonly screen: { readonly x: number; readonly y: number }
  readonly title: string
  /** What is asked for has a name of its own already. */
  readonly keepsName?: boolean
  readonly pick: (kind: KindContract, title?: string) => void
}
