import type { WorkflowDocument } from '@eddy/workflow'
import type { XYPosition } from '@xyflow/react'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { DrawnNode } from './note-nodes.ts'

/** The motion table: auto layout and splice. */
export const glideTime = 280
/** More cards than this jump: that many would not keep sixty frames a second. */
const most = 400

interface Glide {
  readonly document: WorkflowDocument
  readonly from: ReadonlyMap<string, XYPosition>
  /** How much of the way is done, 0 to 1. */
  readonly part: number
}

/**
 * The cards on their way to where a layout or a splice puts them. Only what is drawn moves: the document has its new
 * places from the first frame on, so an edit, an undo or a drag made meanwhile starts from there and ends the way.
 */
export function useGlide(nodes: DrawnNode[], document: WorkflowDocument, glided: WorkflowDocument | undefined): DrawnNode[] {
  const last = useRef<ReadonlyMap<string, XYPosition>>(new Map())
  const [glide, setGlide] = useState<Glide>()
  const begins = glided === document
  // before the browser paints, or one frame would show the new places
  useLayoutEffect(() => {
    const from = last.current
    const goes = begins && !reducedMotion()
    setGlide(goes ? { document, from, part: 0 } : undefined)
  }, [document, begins])

  const going = glide?.document === document
  // the clock of the frames is the browser's
  useEffect(() => {
    if (!going) return
    let start: number | undefined
    let frame = requestAnimationFrame(function next(now) {
      start ??= now
      const part = eased((now - start) / glideTime)
      setGlide((before) => (before && part < 1 ? { ...before, part } : undefined))
      frame = requestAnimationFrame(next)
    })
    return () => cancelAnimationFrame(frame)
  }, [going])

  const drawn = useMemo(() => (glide?.document === document && moved(nodes, glide.from) <= most ? nodes.map((node) => onTheWay(node, glide)) : nodes), [nodes, glide, document])
  // what is drawn now is where the next way starts
  useEffect(() => {
    last.current = new Map(drawn.map(({ id, position }) => [id, position]))
  }, [drawn])
  return drawn
}

function moved(nodes: readonly DrawnNode[], from: ReadonlyMap<string, XYPosition>): number {
  return nodes.filter(({ id, position }) => {
    const at = from.get(id)
    return at && (at.x !== position.x || at.y !== position.y)
  }).length
}

function onTheWay(node: DrawnNode, { from, part }: Glide): DrawnNode {
  const at = from.get(node.id)
  const { x, y } = node.position
  if (!at || (at.x === x && at.y === y)) return node
  return { ...node, position: { x: at.x + (x - at.x) * part, y: at.y + (y - at.y) * part } }
}

function reducedMotion(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches
}

/** cubic-bezier(.2, .8, .2, 1): the time is found by halving, which is exact enough after twelve turns. */
export function eased(time: number): number {
  let [low, high] = [0, 1]
  for (let turn = 0; turn < 12; turn++) {
    const middle = (low + high) / 2
    if (bezier(middle, 0.2, 0.2) < time) low = middle
    else high = middle
  }
  return time >= 1 ? 1 : time <= 0 ? 0 : bezier((low + high) / 2, 0.8, 1)
}

function bezier(at: number, first: number, second: number): number {
  const rest = 1 - at
  return 3 * rest * rest * at * first + 3 * rest * at * at * second + at * at * at
}
