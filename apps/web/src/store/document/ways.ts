import type { WorkflowDocument } from '@eddy/workflow'
import { edgesOf } from './edges.ts'
import { locate } from './locate.ts'
import { isForward } from './wires.ts'

export type Neighbours = ReadonlyMap<string, readonly string[]>

export interface Ways {
  readonly after: Neighbours
  readonly before: Neighbours
}

const known = new WeakMap<WorkflowDocument, Ways>()

/** Who comes after and before whom over forward lines; built once per document. */
export function waysOf(document: WorkflowDocument): Ways {
  let ways = known.get(document)
  if (!ways) {
    const after = new Map<string, string[]>()
    const before = new Map<string, string[]>()
    for (const edge of edgesOf(document)) {
      if (!isForward(edge)) continue
      push(after, edge.source, edge.target)
      push(before, edge.target, edge.source)
    }
    ways = { after, before }
    known.set(document, ways)
  }
  return ways
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

export type Reach = 'upstream' | 'downstream' | 'connected'

/** The steps with all that leads to them, that follows from them, or both, over any number of lines. Linear in the lines. */
export function reached(document: WorkflowDocument, from: Iterable<string>, reach: Reach): ReadonlySet<string> {
  const { after, before } = waysOf(document)
  const maps = [...(reach === 'upstream' ? [] : [after]), ...(reach === 'downstream' ? [] : [before])]
  const seen = new Set([...from].filter((path) => locate(document, path)))
  const queue = [...seen]
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    // what a container needs, its steps need; what needs the container, needs them
    const ends = [path, locate(document, path)?.parent].filter((end) => end !== undefined)
    for (const other of maps.flatMap((map) => ends.flatMap((end) => map.get(end) ?? []))) {
      if (seen.has(other)) continue
      seen.add(other)
      queue.push(other)
    }
  }
  return seen
}
