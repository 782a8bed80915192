import { type CanvasBench, frameRow } from './bench.ts'
import { middleOf, SCREEN } from './browser.ts'
import { toFit, toFull } from './camera.ts'
import { measureFrames } from './frames.ts'
import { pan, zoom } from './moves.ts'

/** A person's quick pan: so many pixels of the screen in a frame (React Flow halves what the wheel says). */
const by = { x: 28, y: 12 }
const at = { x: SCREEN.width / 2, y: SCREEN.height / 2 }
const MANY = 10_000
const MOST = 100_000
/** Plain React Flow far out takes most of a second for a frame. */
const FEW = 12

/** C2: pan and zoom at 100 %. */
export async function panFull(bench: CanvasBench): Promise<void> {
  const page = await bench.open(MANY)
  await toFull(page)
  const middle = await middleOf(page)
  const frames = await measureFrames(page, () => pan(page, { at: middle, by }))
  const zooming = await measureFrames(page, () => zoom(page, { at: middle, factor: 1.004, frames: 120, back: true }))
  await page.context().close()
  const plain = await bench.openPlain(MANY, { x: -12_000, y: -4_000, zoom: 1 })
  const reference = await measureFrames(plain, () => pan(plain, { at, by }))
  await plain.context().close()
  await frameRow(bench, { id: 'C2', title: 'pan at 100 %', size: MANY, frames, gate: 8, stretch: 5, plain: reference })
  await frameRow(bench, { id: 'C2', title: 'zoom about 100 %', size: MANY, frames: zooming, gate: 8, stretch: 5 })
}

/** C3: pan with everything in sight, and zoom from there to 100 % and back. */
export async function sweep(bench: CanvasBench): Promise<void> {
  const page = await bench.open(MANY)
  await toFit(page)
  const middle = await middleOf(page)
  const panned = await measureFrames(page, () => pan(page, { at: middle, by: { x: 6, y: 4 } }))
  await toFit(page)
  // from 1.8 % to 110 % and back
  const swept = await measureFrames(page, () => zoom(page, { at: middle, factor: 1.035, frames: 240, back: true }))
  await page.context().close()
  const plain = await bench.openPlain(MANY, { x: 100, y: 300, zoom: 0.03 })
  const reference = await measureFrames(plain, () => pan(plain, { at, by: { x: 6, y: 4 }, frames: FEW }))
  await plain.context().close()
  await frameRow(bench, { id: 'C3', title: 'pan, all in sight', size: MANY, frames: panned, gate: 14, stretch: 8, plain: reference })
  await frameRow(bench, { id: 'C3', title: 'zoom from all in sight to 100 % and back', size: MANY, frames: swept, gate: 14, stretch: 8, note: `no frame above 50 ms: ${swept.most <= 50 ? 'holds' : 'NO'}` })
}

/** C4: the same with a hundred thousand. */
export async function hundredThousand(bench: CanvasBench): Promise<void> {
  const page = await bench.open(MOST)
  await toFit(page)
  const middle = await middleOf(page)
  const fit = await measureFrames(page, () => pan(page, { at: middle, by: { x: 6, y: 4 } }))
  await toFull(page)
  const full = await measureFrames(page, () => pan(page, { at: middle, by }))
  await page.context().close()
  await frameRow(bench, { id: 'C4', title: 'pan at 100 %', size: MOST, frames: full, gate: 12, stretch: 8 })
  await frameRow(bench, { id: 'C4', title: 'pan, all in sight', size: MOST, frames: fit, gate: 16, stretch: 12 })
}
