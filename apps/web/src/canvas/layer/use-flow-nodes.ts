import type { Catalog, Problem, WorkflowDocument } from '@eddy/workflow'
import { useMemo, useState } from 'react'
import { buildNodes, type CardNode } from '../nodes.ts'
import { buildNotes, type DrawnNode, type NoteNode } from '../note-nodes.ts'
import { noteIdOf } from '../../store/document/notes.ts'
import type { Drawn } from './batches.ts'
import type { Density } from './density.ts'
import { linesOf } from './line-of.ts'
import type { Scene } from './scene.ts'
import { standIn } from './stand-in.ts'
import { tabStop } from '../tab-stop.ts'
import { TabEntry } from './tab-entry.ts'

export interface FlowNodeSources {
  readonly document: WorkflowDocument
  readonly catalog: Catalog
  readonly problemsOf: ReadonlyMap<string, readonly Problem[]>
  readonly lanes: boolean
  readonly density: Density
  readonly editable: boolean
  readonly scene: Scene
  readonly drawn: Drawn
  readonly selected: ReadonlySet<string>
  readonly folded?: ReadonlySet<string> | undefined
  readonly scope?: string | undefined
}

/** The cards and notes that React Flow draws, and unseen stand-ins for the far ends of its lines and for the containers around its cards. */
export function useFlowNodes({ document, catalog, problemsOf, lanes, density, editable, scene, drawn, selected, folded, scope }: FlowNodeSources): DrawnNode[] {
  const [cards] = useState(() => new Map<string, CardNode>())
  const [notes] = useState(() => new Map<string, NoteNode>())
  const plain = useMemo(() => {
    const boxes = [...drawn.boxes].flatMap((id) => scene.indexOf(id) ?? []).sort((left, right) => left - right)
    const names = boxes.map((box) => scene.ids[box] ?? '')
    const only = names.filter((id) => noteIdOf(id) === undefined)
    const real: DrawnNode[] = [...buildNotes({ document, editable, only: drawn.boxes }, notes), ...buildNodes({ document, catalog, problemsOf, lanes, density, editable, folded, scope, only }, cards)]
    return [...standIns(scene, drawn, new Set(boxes)), ...real]
  }, [document, catalog, problemsOf, lanes, density, editable, folded, scope, scene, drawn, notes, cards])
  const [entry] = useState(() => new TabEntry())
  const stop = useMemo(() => entry.among(plain, selected), [entry, plain, selected])
  return useMemo(
    () =>
      plain.map((node) => {
        if (node.hidden) return node
        const reached = node.id === stop ? stopping(node) : node
        return selected.has(node.id) ? chosen(reached) : reached
      }),
    [plain, selected, stop],
  )
}

const stops = new WeakMap<DrawnNode, DrawnNode>()

/** The node as the one that Tab comes to. */
function stopping(node: DrawnNode): DrawnNode {
  let stop = stops.get(node)
  if (!stop) {
    stop = { ...node, domAttributes: tabStop }
    stops.set(node, stop)
  }
  return stop
}

const marked = new WeakMap<DrawnNode, DrawnNode>()

/** The node as selected; the same object for the same node, so that nothing renders for it twice. */
function chosen(node: DrawnNode): DrawnNode {
  let selected = marked.get(node)
  if (!selected) {
    selected = { ...node, selected: true }
    marked.set(node, selected)
  }
  return selected
}

/** React Flow draws a line only between nodes that it has, and a card only in a container that it has. */
function standIns(scene: Scene, drawn: Drawn, real: ReadonlySet<number>): DrawnNode[] {
  const wanted = new Set<number>()
  const want = (box: number | undefined) => {
    if (box !== undefined && box >= 0 && !real.has(box)) wanted.add(box)
  }
  for (const box of real) want(scene.parents[box])
  for (const line of linesOf(scene, drawn.lines)) {
    want(scene.joins[2 * line])
    want(scene.joins[2 * line + 1])
  }
  return [...wanted].map((box) => standIn(scene, box))
}
