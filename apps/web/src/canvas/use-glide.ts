import { eased } from './eased.ts'
import { motion, reducedMotion } from './motion.ts'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Held } from './layer/held.ts'
import { endsOf } from './layer/line-ends.ts'
import { isDown } from './layer/paint-lines.ts'
import type { Scene } from './layer/scene.ts'

/** More cards than this jump: that many would not keep sixty frames a second. */
const most = 400

/** What was drawn last, and what of it the pointer held. */
interface Last {
  readonly scene: Scene
  readonly held: Held | undefined
}

interface Glide {
  readonly scene: Scene
  /** How far each box that moves was from its new place. */
  readonly away: ReadonlyMap<number, readonly [number, number]>
  /** How much of the way is done, 0 to 1. */
  readonly part: number
}

/**
 * The drawing on its way to where a layout or a splice puts it; nothing while it rests. Only what is drawn moves: the document has
 * its new places from the first frame on, so an edit, an undo or a drag made meanwhile starts from there and ends the way.
 */
export function useGlide(scene: Scene, held: Held | undefined, begins: boolean): Scene | undefined {
  const last = useRef<Last>(undefined)
  const [glide, setGlide] = useState<Glide>()
  // before the browser paints, or one frame would show the new places
  useLayoutEffect(() => {
    const away = begins && !reducedMotion() ? distances(scene, last.current) : undefined
    setGlide(away ? { scene, away, part: 0 } : undefined)
  }, [scene, begins])

  const going = glide?.scene === scene
  // the clock of the frames is the browser's
  useEffect(() => {
    if (!going) return
    let start: number | undefined
    let frame = requestAnimationFrame(function next(now) {
      start ??= now
      const part = eased((now - start) / motion.move)
      setGlide((before) => (before && part < 1 ? { ...before, part } : undefined))
      frame = requestAnimationFrame(next)
    })
    return () => cancelAnimationFrame(frame)
  }, [going])

  const shown = useMemo(() => (glide?.scene === scene ? onTheWay(glide) : undefined), [scene, glide])
  // what is drawn now is where the next way starts
  useEffect(() => {
    last.current = { scene: shown ?? scene, held }
  }, [scene, shown, held])
  return shown
}

function distances({ ids, extents }: Scene, last: Last | undefined): Glide['away'] | undefined {
  const away = new Map<number, readonly [number, number]>()
  for (const [box, id] of ids.entries()) {
    const at = placeIn(last, id)
    const [dx, dy] = at ? [at[0] - (extents[4 * box] ?? 0), at[1] - (extents[4 * box + 1] ?? 0)] : [0, 0]
    if (dx || dy) away.set(box, [dx, dy])
    if (away.size > most) return undefined
  }
  return away.size ? away : undefined
}

function placeIn(last: Last | undefined, id: string): readonly [number, number] | undefined {
  const box = last?.scene.indexOf(id)
  if (!last || box === undefined) return undefined
  const { scene: { extents }, held } = last
  const by = held?.ids.has(id) ? held.way.by : { x: 0, y: 0 }
  return [(extents[4 * box] ?? 0) + by.x, (extents[4 * box + 1] ?? 0) + by.y]
}

/** The scene with some boxes elsewhere; what it says of where things lie is as it will be. */
function onTheWay({ scene, away, part }: Glide): Scene {
  const extents = scene.extents.slice()
  const ends = scene.ends.slice()
  for (const [box, [dx, dy]] of away) {
    for (let at = 4 * box; at < 4 * box + 4; at += 2) {
      extents[at] = (scene.extents[at] ?? 0) + dx * (1 - part)
      extents[at + 1] = (scene.extents[at + 1] ?? 0) + dy * (1 - part)
    }
  }
  for (const line of new Set([...away.keys()].flatMap((box) => scene.linesAt(box)))) {
    ends.set(endsOf(extents, { from: scene.joins[2 * line] ?? 0, to: scene.joins[2 * line + 1] ?? 0, down: isDown(scene, line) }), 4 * line)
  }
  return { ...scene, extents, ends }
}
