import type { Detail } from '../detail.ts'
import type { Drawn } from './batches.ts'
import type { Area } from './grid-index.ts'
import type { Scene } from './scene.ts'

/** What is looked at, in steps: a small move of the camera leaves it as it is. */
export interface Sight {
  readonly area: Area
  readonly detail: Detail
}

/** What a person has to do with, wherever it is. */
export interface Touched {
  readonly boxes: readonly string[]
  readonly lines: readonly string[]
}

/** Elements of the page that cards and lines may be; beyond it the layer draws them. */
const budget = 1850
const weight = { box: 22, line: 8 }
/** With more lines in sight the layer draws them: each of them costs the browser more than it costs the layer. */
const fewLines = 40

/** What React Flow should draw: what is legible and in sight, as long as that is not too much, and what is touched. */
export function wantedIn(scene: Scene, { area, detail }: Sight, touched: Touched): Drawn {
  const lines = new Set(touched.lines)
  if (detail === 'block' || detail === 'far') return { layered: true, boxes: new Set(touched.boxes), lines }
  const seen: number[] = []
  scene.boxes.query(area, (box) => void seen.push(box))
  const boxes = new Set(seen.toSorted((left, right) => left - right).map((box) => scene.ids[box] ?? ''))
  for (const id of touched.boxes) boxes.add(id)
  if (boxes.size * weight.box > budget) return { layered: true, boxes: new Set(touched.boxes), lines }
  const joined = new Set(seen.flatMap((box) => scene.linesAt(box)))
  if (joined.size <= fewLines && boxes.size * weight.box + joined.size * weight.line <= budget) for (const line of joined) lines.add(scene.edges[line]?.id ?? '')
  return { layered: false, boxes, lines }
}
