import type { Step } from '@eddy/workflow'
import { from } from '../run-eddy.ts'

/** How many nodes a layer of the random graph has. */
const WIDTH = 50
/** Nobody takes values of the nodes that stand here in a tenth: E10 has them fail. */
const LEAF = 4
const MODULUS = 1_000_003

/** The nodes that each node takes values of: three of the layer before, drawn with a fixed seed. */
export interface Dag {
  readonly dependencies: readonly (readonly number[])[]
  readonly layers: readonly (readonly number[])[]
}

/** With `leaves`, a tenth of the nodes has nobody waiting for it. */
export function randomDag(n: number, leaves = false): Dag {
  const random = seeded(42)
  const layers: number[][] = []
  const dependencies = Array.from({ length: n }, (_, i) => {
    const layer = Math.floor(i / WIDTH)
    ;(layers[layer] ??= []).push(i)
    return layer === 0 ? [] : three(random, leaves).map((at) => (layer - 1) * WIDTH + at)
  })
  return { dependencies, layers }
}

function three(random: () => number, leaves: boolean): readonly number[] {
  const drawn = new Set<number>()
  while (drawn.size < 3) {
    const at = Math.floor(random() * WIDTH)
    if (!leaves || !isLeaf(at)) drawn.add(at)
  }
  return [...drawn]
}

export const isLeaf = (index: number): boolean => index % 10 === LEAF

function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** What a node makes of the values it takes. Needs all of them, in any order. */
export const node = (a: number, b: number, c: number): number => (a + b + c + 1) % MODULUS

/** What the last node must give. */
export function lastValue({ dependencies }: Dag): number {
  const values: number[] = []
  for (const [a, b, c] of dependencies) values.push(node(values[a ?? -1] ?? 0, values[b ?? -1] ?? 0, values[c ?? -1] ?? 0))
  return values.at(-1) ?? 0
}

const ARGUMENTS = ['a', 'b', 'c'] as const

export function dagSteps({ dependencies }: Dag, more: (index: number) => Partial<Step> = () => ({})): readonly Step[] {
  return dependencies.map((deps, i) => ({ name: `s${i}`, kind: 'pure', ...(deps.length === 0 ? {} : { arguments: deps.map((dep, k) => from(ARGUMENTS[k]!, `s${dep}`)) }), ...more(i) }))
}
