import type { Step, WorkflowDocument } from '@eddy/workflow'

/** A seeded generator (mulberry32): the same documents in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const PITCH = { column: 352, row: 112 } as const
/** How far up or down a line leads, in rows. */
const REACH = 3

/**
 * A layered workflow of `size` steps as people draw them: wide rather than high, every step placed, two to three lines into
 * each, most of them from near rows, one in fifty from anywhere in the column before.
 */
export function layeredDocument(size: number): WorkflowDocument {
  const random = seeded(size)
  const rows = Math.max(4, Math.round(Math.sqrt(size / 1.6)))
  const name = (at: number) => `s${at.toString(36)}`
  const positions: { [path: string]: readonly [number, number] } = {}
  const steps = Array.from({ length: size }, (_, at): Step => {
    const [column, row] = [Math.floor(at / rows), at % rows]
    positions[name(at)] = [column * PITCH.column, row * PITCH.row]
    if (column === 0) return { name: name(at), kind: 'debug' }
    const sources = new Set<number>()
    while (sources.size < 1 + (at % 2) + (at % 5 === 0 ? 1 : 0)) {
      const far = random() < 0.02
      const from = far ? Math.floor(random() * rows) : Math.min(rows - 1, Math.max(0, row + Math.round((random() * 2 - 1) * REACH)))
      sources.add((column - 1) * rows + from)
    }
    const [data, ...waits] = [...sources].map(name)
    return { name: name(at), kind: 'debug', arguments: data === undefined ? [] : [{ name: 'value', from: { result: data } }], ...(waits.length ? { waitFor: waits } : {}) }
  })
  return { eddy: 1, name: `layered_${size}`, title: `Layered ${size}`, steps, view: { positions } }
}

/** As small as a step can be told: 100,000 of them stay within the five megabytes of a document. They are placed by the drawing itself. */
export function sparseDocument(size: number): WorkflowDocument {
  const rows = Math.round(Math.sqrt(size / 1.6))
  const name = (at: number) => (at + 466_560).toString(36)
  const steps = Array.from({ length: size }, (_, at): Step => ({ name: name(at), kind: 'debug', ...(at < rows ? {} : { waitFor: [name(at - rows)] }) }))
  return { eddy: 1, name: `sparse_${size}`, steps }
}
