import type { WorkflowDocument } from '@eddy/workflow'
import { edgesOf } from '../../store/document/edges.ts'
import { ancestorIn } from '../../store/document/fallback-places.ts'
import { type Located, stepIndex } from '../../store/document/locate.ts'
import { card, container, gap, handlerCard } from '../../store/document/measures.ts'
import { lanesOf } from '../../store/document/placement.ts'
import type { Positions } from '../../store/document/positions.ts'
import { layeredLayout } from './layered-layout.ts'
import type { Block } from './layout.ts'

/** New places for every step, quick enough for ten thousand: each container is laid out by itself, the inner ones first. */
export function layoutDocument(document: WorkflowDocument): Positions {
  const places: { [path: string]: readonly [number, number] } = {}
  const lanes = lanesOf(document)
  const hung = new Set([...lanes.values()].flat())
  const children = new Map<string | undefined, Located[]>()
  for (const found of stepIndex(document).values()) {
    if (hung.has(found.path)) continue
    const list = children.get(found.parent)
    if (list) list.push(found)
    else children.set(found.parent, [found])
  }
  const edges = edgesIn(document, children)
  const fill = (parent: string | undefined): { width: number; height: number } => {
    const found = children.get(parent) ?? []
    const blocks = found.map(({ path, step, scope }): Block => {
      const nests = step.steps !== undefined || step.branches !== undefined
      const size = nests ? fill(path) : scope.kind === 'handlers' ? handlerCard : card
      const lane = (lanes.get(path)?.length ?? 0) * (gap.lane + handlerCard.height)
      return { id: path, width: size.width, height: size.height + lane, middle: size.height / 2 }
    })
    const laid = layeredLayout({ blocks, edges: edges.get(parent) ?? [], gap })
    let [width, height] = [container.minWidth, container.minHeight]
    for (const [at, block] of blocks.entries()) {
      const [x, y] = laid[at] ?? [0, 0]
      places[block.id] = [x, y]
      width = Math.max(width, x + block.width + 2 * container.padding)
      height = Math.max(height, y + block.height + container.header + 2 * container.padding)
    }
    return { width, height }
  }
  fill(undefined)
  return places
}

/** Forward edges by the container in which they join two blocks. */
function edgesIn(document: WorkflowDocument, children: ReadonlyMap<string | undefined, readonly Located[]>): ReadonlyMap<string | undefined, (readonly [number, number])[]> {
  const at = new Map<string, number>()
  for (const list of children.values()) for (const [index, { path }] of list.entries()) at.set(path, index)
  const index = stepIndex(document)
  const edges = new Map<string | undefined, (readonly [number, number])[]>()
  for (const { kind, source, target } of edgesOf(document)) {
    if (kind !== 'data' && kind !== 'wait') continue
    // a line into a container pushes the container
    const parent = index.get(source)?.parent
    const end = index.get(target)?.parent === parent ? target : ancestorIn(new Set((children.get(parent) ?? []).map(({ path }) => path)), target)
    const [from, to] = [at.get(source), end === undefined ? undefined : at.get(end)]
    if (from === undefined || to === undefined || end === source) continue
    const list = edges.get(parent)
    if (list) list.push([from, to])
    else edges.set(parent, [[from, to]])
  }
  return edges
}
