import { parseReference } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { references, type FoundReference } from './dependents.ts'

/** A workflow in the graph. */
export interface DependencyNode {
  readonly name: string
  /** Null: something composes it, and there is none of that name. */
  readonly workflowId: string | null
  readonly title: string | null
  readonly live: number | null
  /** How far from the workflow that was asked for: below 0 it composes it, above 0 it is composed. */
  readonly layer: number
}

/** One composes the other. */
export interface DependencyEdge {
  readonly from: string
  readonly to: string
  /** What it names: `book_trip`, what is live; `book_trip@3`. */
  readonly reference: string
  /** The composer's versions that do, its draft as null, newest first. */
  readonly versions: readonly (number | null)[]
  /** Environments that point at one of these versions. */
  readonly environments: readonly string[]
}

export interface DependencyGraph {
  readonly nodes: readonly DependencyNode[]
  readonly edges: readonly DependencyEdge[]
}

/** Who composes whom at which version, around one workflow, as far as that goes in both directions. One scan over all documents, by the database. */
export async function dependencyGraph(db: Database, name: string): Promise<DependencyGraph> {
  const all = edgesOf(await references(db))
  const layers = new Map([[name, 0]])
  reach(layers, all, { name, step: -1 })
  reach(layers, all, { name, step: 1 })
  const names = [...layers.keys()]
  const rows = await db.prisma.workflow.findMany({ where: { name: { in: names } }, select: { id: true, name: true, title: true, pointers: { where: { environment: 'live' }, select: { number: true } } } })
  const known = new Map(rows.map((row) => [row.name, row]))
  return {
    nodes: [...layers].map(([one, layer]) => ({ name: one, workflowId: known.get(one)?.id ?? null, title: known.get(one)?.title ?? null, live: known.get(one)?.pointers[0]?.number ?? null, layer })).toSorted((one, other) => one.layer - other.layer || (one.name < other.name ? -1 : 1)),
    edges: all.filter(({ from, to }) => layers.has(from) && layers.has(to)),
  }
}

/** The longest way decides, so that an edge never points back up; a cycle of drafts ends where it began. */
function reach(layers: Map<string, number>, edges: readonly DependencyEdge[], { name, step }: { readonly name: string; readonly step: 1 | -1 }): void {
  const open: { readonly name: string; readonly way: readonly string[] }[] = [{ name, way: [name] }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { way } = next
    for (const edge of edges) {
      const [here, there] = step === 1 ? [edge.from, edge.to] : [edge.to, edge.from]
      if (here !== next.name || way.includes(there)) continue
      const layer = way.length * step
      const known = layers.get(there)
      if (known !== undefined && Math.abs(known) >= Math.abs(layer)) continue
      layers.set(there, layer)
      open.push({ name: there, way: [...way, there] })
    }
  }
}

function edgesOf(found: readonly FoundReference[]): readonly DependencyEdge[] {
  const edges = new Map<string, { from: string; to: string; reference: string; versions: (number | null)[]; environments: Set<string> }>()
  for (const { name, version, reference, environments } of found) {
    const key = `${name} ${reference}`
    const edge = edges.get(key) ?? { from: name, to: parseReference(reference).name, reference, versions: [], environments: new Set<string>() }
    edges.set(key, edge)
    if (!edge.versions.includes(version)) edge.versions.push(version)
    for (const environment of environments ?? []) edge.environments.add(environment)
  }
  return [...edges.values()].map(({ versions, environments, ...edge }) => ({ ...edge, versions: versions.toSorted((one, other) => (other ?? Infinity) - (one ?? Infinity)), environments: [...environments].toSorted() }))
}
