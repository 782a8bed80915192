import type { WorkflowDocument } from '@eddy/workflow'
import { useMemo, useState } from 'react'
import { foldsIn } from '../../store/document/inside.ts'
import type { CardEdge } from '../flow-edges.ts'
import type { CardNode } from '../nodes.ts'
import { scopedEdges } from './scoped-edges.ts'
import { type Made, scopedNodes } from './scoped-nodes.ts'

/** What one person has closed, and where they look. */
export interface DrawingView {
  readonly folded: ReadonlySet<string>
  readonly scope: string | undefined
}

export interface WholeDrawing {
  readonly document: WorkflowDocument
  readonly cards: readonly CardNode[]
  readonly edges: readonly CardEdge[]
  readonly view: DrawingView | undefined
}

const noFolds: ReadonlySet<string> = new Set()

/** The part of the drawing that is looked at. */
export function useScopedDrawing({ document, cards, edges, view }: WholeDrawing): { readonly cards: readonly CardNode[]; readonly edges: readonly CardEdge[] } {
  const { folded: all = noFolds, scope } = view ?? {}
  const folded = useMemo(() => foldsIn(all, scope), [all, scope])
  const [made] = useState<Made>(() => new Map())
  const shown = useMemo(() => scopedNodes(cards, { document, folded, scope }, made), [cards, document, folded, scope, made])
  const lines = useMemo(() => scopedEdges(edges, { document, folded, scope }), [edges, document, folded, scope])
  return { cards: shown, edges: lines }
}
