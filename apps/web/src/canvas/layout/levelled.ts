import type { Joined } from './barycentres.ts'
import type { Block } from './layout.ts'

export interface Levelling extends Joined {
  readonly blocks: readonly Block[]
  readonly gap: number
}

const passes = 4

/** How far down each block stands: near the mean height of what it is joined with, in the order of its column, nothing over another. */
export function levelled(columns: readonly (readonly number[])[], { blocks, before, after, gap }: Levelling): Float64Array {
  const y = new Float64Array(blocks.length)
  for (const column of columns) {
    let top = 0
    for (const block of column) {
      y[block] = top
      top += (blocks[block]?.height ?? 0) + gap
    }
  }
  const line = (block: number) => (y[block] ?? 0) + (blocks[block]?.middle ?? 0)
  for (let pass = 0; pass < passes; pass++) {
    const right = pass % 2 === 0
    for (const column of right ? columns : columns.toReversed()) {
      const wished = column.map((block) => {
        const others = (right ? before : after)[block] ?? []
        return others.length ? others.reduce((sum, other) => sum + line(other), 0) / others.length - (blocks[block]?.middle ?? 0) : (y[block] ?? 0)
      })
      const rooms = column.map((block) => (blocks[block]?.height ?? 0) + gap)
      for (const [at, top] of apart(wished, rooms).entries()) y[column[at] ?? 0] = top
    }
  }
  return y
}

interface Pool {
  /** Sum of where its members wish it to begin, and how many they are. */
  sum: number
  count: number
  room: number
  from: number
}

/**
 * The places nearest to what is wished for that keep the order and leave each its room: pools of blocks that push each other take
 * their common mean (pool adjacent violators). Linear.
 */
export function apart(wished: readonly number[], rooms: readonly number[]): number[] {
  const pools: Pool[] = []
  const begin = ({ sum, count }: Pool) => sum / count
  for (const [at, wish] of wished.entries()) {
    let pool: Pool = { sum: wish, count: 1, room: rooms[at] ?? 0, from: at }
    for (let above = pools.at(-1); above && begin(above) + above.room > begin(pool); above = pools.at(-1)) {
      pools.pop()
      pool = { sum: above.sum + pool.sum - pool.count * above.room, count: above.count + pool.count, room: above.room + pool.room, from: above.from }
    }
    pools.push(pool)
  }
  const places = wished.slice()
  for (const [at, pool] of pools.entries()) {
    let top = begin(pool)
    for (let block = pool.from; block < (pools[at + 1]?.from ?? wished.length); block++) {
      places[block] = top
      top += rooms[block] ?? 0
    }
  }
  return places
}
