import type { WorkflowDocument } from '@eddy/workflow'
import type { ELK, ElkNode } from 'elkjs/lib/elk-api.js'
import { edgesOf } from '../store/document/edges.ts'
import { stepIndex } from '../store/document/locate.ts'
import { settled, standing } from '../store/document/open-space.ts'
import { lanesOf, placesOf } from '../store/document/placement.ts'
import { container, gap, handlerCard } from '../store/document/measures.ts'
import type { Positions } from '../store/document/positions.ts'
import { withPlaces } from '../store/command/move-steps.ts'
import { InSlices } from '../store/in-slices.ts'
import { applied, type LayoutSources } from './layout/laid-out.ts'
import { layoutInWorker } from './layout/layout-in-worker.ts'

let elk: Promise<ELK> | undefined

/** The layouter in its worker, loaded when it is first needed. */
function layouter(): Promise<ELK> {
  elk ??= Promise.all([import('elkjs/lib/elk-api.js'), import('elkjs/lib/elk-worker.min.js?url')]).then(
    ([{ default: Elk }, { default: url }]) => new Elk({ workerFactory: () => new Worker(url) }),
  )
  return elk
}

const spacing = {
  'elk.layered.spacing.nodeNodeBetweenLayers': String(gap.column),
  'elk.spacing.nodeNode': String(gap.row),
  'elk.spacing.edgeNode': '24',
}

const options = {
  ...spacing,
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.layering.strategy': 'LONGEST_PATH_SOURCE',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
}

/** ELK draws small workflows more finely; from here on it takes longer than a person waits. */
const many = 250

/** The document with new places for every step, in columns from left to right. A step keeps the room of its lane, so undo cards stay beneath it. */
export async function tidied(sources: LayoutSources): Promise<WorkflowDocument> {
  const { document } = sources
  if (stepIndex(document).size <= many) return withPlaces(document, await finePlaces(document))
  const laid = await layoutInWorker(sources)
  return new InSlices(applied(sources, laid)).done
}

async function finePlaces(document: WorkflowDocument): Promise<Positions> {
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

/** New places for some steps that stand side by side, with all that is in them; the others stay, and so does the corner of the selection. */
export async function tidiedPart(document: WorkflowDocument, paths: ReadonlySet<string>): Promise<Positions> {
  const chosen = (path: string) => paths.has(path) || [...paths].some((around) => path.startsWith(`${around}.`))
  const all = elkGraph(document)
  const [first] = paths
  const parent = first?.includes('.') ? first.slice(0, first.lastIndexOf('.')) : undefined
  const children = childrenOf(all, parent).filter(({ id }) => paths.has(id))
  const edges = (all.edges ?? []).filter(({ sources, targets }) => [...sources, ...targets].every((end) => chosen(end.split('|')[0] ?? '')))
  const result = await (await layouter()).layout({ ...all, children, edges })
  const before = standing(document, parent)
  const corner = (axis: 'x' | 'y') => Math.min(...children.map(({ id }) => before.get(id)?.[axis] ?? Infinity))
  const [left, top] = [corner('x'), corner('y')]
  const tops = result.children ?? []
  const [dx, dy] = [left - Math.min(...tops.map(({ x = 0 }) => x)), top - Math.min(...tops.map(({ y = 0 }) => y))]
  const places: { [path: string]: readonly [number, number] } = {}
  const collect = (node: ElkNode, by: readonly [number, number]) => {
    for (const child of node.children ?? []) {
      places[child.id] = [(child.x ?? 0) + by[0], (child.y ?? 0) + by[1]]
      collect(child, [0, 0])
    }
  }
  collect(result, [dx, dy])
  // what stands beside is placed as it is drawn, for it goes by the others where it has no place of its own
  return { ...settled(document, parent), ...places }
}

function childrenOf(node: ElkNode, path: string | undefined): readonly ElkNode[] {
  if (path === undefined) return node.children ?? []
  const next = (node.children ?? []).find(({ id }) => path === id || path.startsWith(`${id}.`))
  if (!next) return []
  return next.id === path ? (next.children ?? []) : childrenOf(next, path)
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
      if (!inner.length) {
        const width = size?.width ?? 0
        const middle = (size?.height ?? 0) / 2
        // lines meet the card, not the middle of the card and its lane
        const ports = [
          { id: `${path}|in`, x: 0, y: middle, layoutOptions: { 'elk.port.side': 'WEST' } },
          { id: `${path}|out`, x: width, y: middle, layoutOptions: { 'elk.port.side': 'EAST' } },
        ]
        return { id: path, width, height: (size?.height ?? 0) + lane, ports, layoutOptions: { 'elk.portConstraints': 'FIXED_POS' } }
      }
      const { header, padding } = container
      return { id: path, children: inner, layoutOptions: { ...spacing, 'elk.padding': `[top=${header + padding},left=${padding},bottom=${padding + lane},right=${padding}]` } }
    })
  const holds = new Set([...index.values()].map((found) => found.parent))
  const port = (path: string, side: 'in' | 'out') => (holds.has(path) ? path : `${path}|${side}`)
  const edges = edgesOf(document)
    .filter((edge) => edge.kind === 'data' || edge.kind === 'wait')
    .map((edge) => ({ id: edge.id, sources: [port(edge.source, 'out')], targets: [port(edge.target, 'in')] }))
  return { id: '', layoutOptions: options, children: children(undefined), edges }
}
