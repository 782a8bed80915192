import { getSmoothStepPath, type GetSmoothStepPathParams, Position } from '@xyflow/react'
import { routeOf, type Turn } from './layer/line-ends.ts'

type PathEnds = Pick<GetSmoothStepPathParams, 'sourceX' | 'sourceY' | 'sourcePosition' | 'targetX' | 'targetY' | 'targetPosition'>

const radius = 8

/** A line with rounded corners as the page draws it, and where its middle is. */
export function linePath(ends: PathEnds, turn: Turn | undefined): readonly [path: string, x: number, y: number] {
  if (typeof turn === 'number' && ends.sourcePosition !== Position.Bottom) return pathAt(ends, turn)
  const [path, x, y] = getSmoothStepPath({ ...ends, borderRadius: radius, offset: 24, ...centreOf(turn, ends) })
  return [path, x, y]
}

/** Where a line turns that leaves the middle to others. */
function centreOf(turn: Turn | undefined, { sourceX, targetX }: PathEnds): { readonly centerX?: number } {
  if (turn === 'source') return { centerX: sourceX + 36 }
  return turn === 'target' ? { centerX: targetX - 36 } : {}
}

const route = new Float64Array(16)

/** A line that runs at a height of its own. */
function pathAt({ sourceX, sourceY, targetX, targetY }: PathEnds, height: number): readonly [path: string, x: number, y: number] {
  const count = routeOf([sourceX, sourceY, targetX, targetY], { turn: height, down: false }, route)
  const point = (at: number) => [route[at] ?? 0, route[at + 1] ?? 0] as const
  const parts = [`M${point(0).join(' ')}`]
  for (let at = 2; at < count - 2; at += 2) {
    const [before, corner, after] = [point(at - 2), point(at), point(at + 2)]
    parts.push(`L${towards(corner, before).join(' ')}Q${corner.join(' ')} ${towards(corner, after).join(' ')}`)
  }
  return [`${parts.join('')}L${point(count - 2).join(' ')}`, (point(4)[0] + point(6)[0]) / 2, height]
}

type Point = readonly [x: number, y: number]

/** From a corner towards another point, as far as the corner is round: never more than half of the way. */
function towards([x, y]: Point, [tx, ty]: Point): Point {
  const length = Math.abs(tx - x) + Math.abs(ty - y)
  const part = length ? Math.min(radius, length / 2) / length : 0
  return [x + (tx - x) * part, y + (ty - y) * part]
}
