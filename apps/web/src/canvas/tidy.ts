import type { WorkflowDocument } from '@eddy/workflow'
import type { ELK, ElkNode } from 'elkjs/lib/elk-api.js'
import { edgesOf } from '../store/document/edges.ts'
import { stepIndex } from '../store/document/locate.ts'
import { container, gap, handlerCard, lanesOf, placesOf } from '../store/document/placement.ts'
import type { Positions } from '../store/document/positions.ts'

let elk: Promise<ELK> | undefined

/** The layouter in its worker, loaded when it is first needed. */
function layouter(): Promise<ELK> {
  elk ??= Promise.all([import('elkjs/lib/elk-api.js'), import('elkjs/lib/elk-worker.min.js?url')]).then(
    ([{ default: Elk }, { default: url }]) => new Elk({ workerFactory: () => new Worker(url) }),
  )
  return elk
}

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.spacing.nodeNodeBetweenLayers': String(gap.column),
  'elk.spacing.nodeNode': String(gap.row),
  'elk.spacing.edgeNode': '24',
}

/** New places for every step, in columns from left to right. A step keeps the room of its lane, so undo cards stay beneath it. */
export async function tidied(document: WorkflowDocument): Promise<Positions> {
  const result = await (await layouter()).layout(elkGraph(document))
  const places: { [path: string]: readonly [number, number] } = {}
  const collect = (node: ElkNode) => {
    for (const child of node.children ?? []) {
      places[child.id] = [child.x ?? 0, child.y ?? 0]
      collect(child)
    }
  }
  collect(result)
  return places
}

export function elkGraph(document: WorkflowDocument): ElkNode {
  const index = stepIndex(document)
  const places = placesOf(document)
  const lanes = lanesOf(document)
  const hung = new Set([...lanes.values()].flat())
  const children = (parent: string | undefined): ElkNode[] =>
    [...index.values()].filter((found) => found.parent === parent && !hung.has(found.path)).map(({ path, step }) => {
      const size = places.get(path)
      const lane = (lanes.get(path)?.length ?? 0) * (gap.lane + handlerCard.height)
      const inner = step.steps || step.branches ? children(path) : []
      if (!inner.length) return { id: path, width: size?.width ?? 0, height: (size?.height ?? 0) + lane }
      const { header, padding } = container
      return { id: path, children: inner, layoutOptions: { 'elk.padding': `[top=${header + padding},left=${padding},bottom=${padding + lane},right=${padding}]` } }
    })
  const edges = edgesOf(document)
    .filter((edge) => edge.kind === 'data' || edge.kind === 'wait')
    .map((edge) => ({ id: edge.id, sources: [edge.source], targets: [edge.target] }))
  return { id: '', layoutOptions: options, children: children(undefined), edges }
}
