import { growth, GROWING } from './growth.ts'
import { streamMemory } from './memory.ts'
import { figure } from './rows.ts'
import { runPair } from './run-pair.ts'
import { workloads } from './workloads/index.ts'

/** An exponent that no noise explains: quadratic is 2. */
const SANE = 1.4
const SMALL = 1000
const QUICK_SIZES = [300, 3000, 30_000] as const

/** For CI: whether results are right and growth is sane. Says nothing of speed. Returns what is wrong. */
export function quick({ sample, memory }: { readonly sample: string; readonly memory: string }): readonly string[] {
  const wrong: string[] = []
  const attempt = (what: string, act: () => string) => {
    try {
      console.log(`${what.padEnd(60)} ${act()}`)
    } catch (error) {
      wrong.push(what)
      console.log(`${what.padEnd(60)} WRONG: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  for (const { id, title, variants = {} } of workloads) {
    for (const side of ['eddy', ...Object.keys(variants)]) {
      attempt(`${id} ${side === 'eddy' ? title : side}`, () => `right, ×${figure(runPair({ file: sample, id, size: SMALL, side, pairs: 1 }).ratio)}`)
    }
  }
  attempt('E6 map over an async iterator', () => `right, ${streamMemory(memory, 20_000, 1).map(({ side, ahead }) => `${side} ${ahead} ahead`).join(', ')}`)
  for (const id of GROWING) attempt(`E14 growth of ${id}`, () => saneGrowth(sample, id))
  return wrong
}

function saneGrowth(sample: string, id: string): string {
  const { eddy } = growth({ file: sample, id, sizes: QUICK_SIZES, rounds: 1 })
  if (eddy > SANE) throw new Error(`exponent ${eddy.toFixed(2)}, more than ${SANE}`)
  return `exponent ${eddy.toFixed(2)}`
}
