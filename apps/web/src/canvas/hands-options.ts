import type { EditorStore } from '../store/editor-store.ts'
import type { ExtractAs } from './extracting-hands.ts'
import type { KindQuestion, KindRequest } from './kind-question.ts'
import type { Catalog } from '@eddy/workflow'

export interface Point {
  readonly x: number
  readonly y: number
}

export interface HandsOptions {
  readonly store: EditorStore
  readonly catalog: Catalog
  readonly onRequestKind: (request: KindRequest | KindQuestion) => void
  readonly onExtract: (as: ExtractAs) => void
  readonly toScreen: (point: Point) => Point
  /** The middle of what is seen. */
  readonly middle: () => Point
}
