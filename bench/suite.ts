import { type ColdFiles, coldStart } from './cold.ts'
import { growth, GROWING, GROWTH_GATE, GROWTH_SIZES, GROWTH_STRETCH } from './growth.ts'
import { historyCost, keptPerStep, streamMemory } from './memory.ts'
import { figure, type Row } from './rows.ts'
import { type PairResult, runPair } from './run-pair.ts'
import type { Workload } from './workload.ts'
import { HISTORY_SHAPES, type HistoryShape } from './workloads/e15-run-history.ts'
import { workloads } from './workloads/index.ts'

export interface Suite {
  readonly files: { readonly sample: string; readonly memory: string; readonly cold: ColdFiles }
  /** In capitals; empty: all. */
  readonly wanted: readonly string[]
  readonly pairs: number
  readonly onRow: (row: Row) => void
}

export const OTHERS = ['E6', 'E12', 'E13', 'E14', 'E15'] as const

export function runSuite(suite: Suite): readonly Row[] {
  const rows: Row[] = []
  const add = (row: Row) => {
    rows.push(row)
    suite.onRow(row)
  }
  const wants = (id: string) => suite.wanted.length === 0 || suite.wanted.includes(id)
  for (const workload of workloads) if (wants(workload.id)) ratioRows(suite, workload, add)
  if (wants('E6')) streamRows(suite).forEach(add)
  if (wants('E12')) coldRows(suite).forEach(add)
  if (wants('E13')) keptRows(suite).forEach(add)
  if (wants('E15')) historyRows(suite).forEach(add)
  for (const id of GROWING) if (wants('E14') || wants(`E14:${id}`)) add(growthRow(suite, id))
  return rows
}

function ratioRows({ files, pairs }: Suite, workload: Workload, add: (row: Row) => void): void {
  const { id, sizes, variants = {} } = workload
  for (const size of sizes) add(pairRow(workload, runPair({ file: files.sample, id, size, side: 'eddy', pairs })))
  for (const side of Object.keys(variants)) add(pairRow(workload, runPair({ file: files.sample, id, size: sizes[0] ?? 0, side, pairs })))
}

function pairRow(workload: Workload, pair: PairResult): Row {
  const { measure = 'ratio', reference } = workload
  const variant = workload.variants?.[pair.side]
  const { gate = null, stretch = null } = variant ?? workload
  const measured = { ratio: pair.ratio, cpu: pair.eddy, difference: pair.difference }[measure]
  const unit = { ratio: '×bare', cpu: 'µs/step', difference: '+µs/step' }[measure]
  const spread = `×${figure(pair.least)}–${figure(pair.most)}`
  const dropped = pair.dropped > 0 ? `, ${pair.dropped} of ${pair.kept + pair.dropped} pairs dropped: the reference moved` : ''
  const against = reference ? `, against ${reference}` : ''
  return { id: workload.id, title: variant ? `– ${pair.side}` : workload.title, size: pair.size.toLocaleString('en'), bare: pair.bare, eddy: pair.eddy, ratio: pair.ratio, unit, measured, gate, stretch, note: `${spread}${against}${dropped}` }
}

const STREAMED = 1_000_000
const SIDE_TITLES = { bare: '– bare: 16 workers on one iterator', passing: 'map over an async iterator, summed; events to a journal that passes them on', kept: '– the same, memory journal (keeps every event)' } as const

function streamRows({ files }: Suite): readonly Row[] {
  const measured = streamMemory(files.memory, STREAMED, 3)
  const reference = measured.find(({ side }) => side === 'bare')
  return measured.map(({ side, peak, ahead, window, cpu }) => {
    const held = side === 'passing'
    const pulled = `pulled ahead at most ${ahead}, window ${window}${ahead > window ? ': TOO FAR' : ''}`
    return { id: 'E6', title: SIDE_TITLES[side], size: STREAMED.toLocaleString('en'), bare: reference?.cpu ?? null, eddy: side === 'bare' ? null : cpu, ratio: null, unit: 'peak RSS, +MB', measured: peak, gate: held ? 64 : null, stretch: held ? 16 : null, note: `${pulled}; CPU cold` }
  })
}

function coldRows({ files, pairs }: Suite): readonly Row[] {
  const { bare, eddy } = coldStart(files.cold, Math.max(11, pairs))
  const row = (title: string, unit: string, of: { readonly bare: number; readonly eddy: number; readonly gate: number | null; readonly stretch: number | null }, note = ''): Row => ({ id: 'E12', title, size: '1,000', bare: of.bare, eddy: of.eddy, ratio: null, unit, measured: of.eddy, gate: of.gate, stretch: of.stretch, note })
  return [
    row('cold: import, one bundled file', 'wall ms', { bare: bare.importMs, eddy: eddy.importMs, gate: 25, stretch: 12 }, `user CPU ${figure(eddy.importCpuMs)} ms`),
    row('cold: import', 'RSS, +MB', { bare: bare.importRss, eddy: eddy.importRss, gate: 6, stretch: 3 }),
    row('cold: first plan', 'wall ms', { bare: bare.planMs, eddy: eddy.planMs, gate: null, stretch: null }),
    row('cold: first run', 'wall ms', { bare: bare.runMs, eddy: eddy.runMs, gate: 10, stretch: 5 }, `user CPU ${figure(eddy.runCpuMs)} ms, bare ${figure(bare.runCpuMs)} ms`),
  ]
}

const KEPT = 100_000

function keptRows({ files, pairs }: Suite): readonly Row[] {
  const { perStep, planPerStep } = keptPerStep(files.memory, KEPT, pairs)
  const row = { id: 'E13', size: KEPT.toLocaleString('en'), bare: null, eddy: null, ratio: null, unit: 'bytes/step' }
  return [
    { ...row, title: 'memory kept by a finished chain, results and events on', measured: perStep, gate: 1000, stretch: 400, note: '' },
    { ...row, title: '– its plan and document', measured: planPerStep, gate: null, stretch: null, note: '' },
  ]
}

/** Steps that give some 100,000 events. */
const RECORDED: { readonly [S in HistoryShape]: number } = { chain: 20_000, map: 20_000 }

function historyRows({ files, pairs }: Suite): readonly Row[] {
  const shapes = Object.keys(HISTORY_SHAPES) as readonly HistoryShape[]
  return shapes.flatMap((shape) => {
    const cost = historyCost(files.memory, { shape, n: RECORDED[shape], rounds: Math.max(3, Math.ceil(pairs / 2)) })
    const row = (title: string, unit: string, of: { readonly measured: number; readonly gate: number | null; readonly stretch: number | null }, note = ''): Row => ({ id: 'E15', title: `${title}, ${HISTORY_SHAPES[shape]}`, size: `${cost.events.toLocaleString('en')} events`, bare: null, eddy: null, ratio: null, unit, ...of, note })
    return [
      row('run view: fold all', 'CPU ms', { measured: cost.fold, gate: 500, stretch: 250 }, `worst batch of 500: ${figure(cost.worstBatch)} ms`),
      row('– jump to any moment and read it', 'wall ms, p95', { measured: cost.jump, gate: 16, stretch: 8 }, `worst ${figure(cost.worstJump)} ms`),
      row('– memory beside the events', 'bytes/event', { measured: cost.perEvent, gate: 1000, stretch: 500 }, `events themselves ${figure(cost.eventsPerEvent)} bytes`),
    ]
  })
}

function growthRow({ files, pairs }: Suite, id: string): Row {
  const { bare, eddy, perStep } = growth({ file: files.sample, id, sizes: GROWTH_SIZES, rounds: Math.max(3, Math.ceil(pairs / 2)) })
  return { id: 'E14', title: `growth of ${id}`, size: '1k … 100k', bare, eddy, ratio: null, unit: 'exponent beside that of bare await', measured: 1 + eddy - bare, gate: GROWTH_GATE, stretch: GROWTH_STRETCH, note: `µs/step ${perStep.map(figure).join(', ')}` }
}
