import { type LineState, lineState } from '../line-state.ts'
import type { EdgeKind } from '../../store/document/edges.ts'
import type { Brush } from './brush.ts'
import { type Ends, routeOf } from './line-ends.ts'
import type { Looks } from './looks.ts'
import type { Palette } from './palette.ts'
import { type Scene, shape } from './scene.ts'
import { turnOf } from './turn-of.ts'

interface LineInk {
  readonly ink: string
  readonly width: number
  readonly strength: number
  readonly dashes: readonly number[]
  /** The end that has an arrow. */
  readonly arrow: 'source' | 'target'
}

export interface Picture {
  readonly scene: Scene
  readonly looks: Looks
}

/** Draws lines; those that look alike are one path. Far away only what a run has reached, and ways back. */
export function paintLines(brush: Brush, { scene, looks }: Picture, lines: readonly number[]): void {
  const alike = new Map<string, { kind: EdgeKind; state: LineState; lines: number[] }>()
  for (const line of lines) {
    if (looks.sources.cut?.has(scene.edges[line]?.id ?? '')) continue
    const kind = scene.edges[line]?.kind ?? 'data'
    const state = looks.overlaid ? lineState(kind, looks.state(scene.joins[2 * line] ?? 0), looks.state(scene.joins[2 * line + 1] ?? 0)) : 'plain'
    if (brush.detail === 'far' && (state === 'idle' || (state === 'plain' && kind !== 'undo'))) continue
    const key = `${kind}/${state}`
    const same = alike.get(key)
    if (same) same.lines.push(line)
    else alike.set(key, { kind, state, lines: [line] })
  }
  for (const { kind, state, lines: same } of alike.values()) stroke(brush, scene, { ink: inkOf(brush.palette, kind, state), lines: same })
}

function inkOf(palette: Palette, kind: EdgeKind, state: LineState): LineInk {
  const back = state === 'undoing' || state === 'undone'
  const forward = kind === 'data' || kind === 'wait'
  const own = kind === 'undo' ? palette.undo : kind === 'compensate' ? palette.retrying : palette.edge
  return {
    ink: state === 'failed' ? palette.failed : back ? palette.undo : own,
    width: state === 'plain' || state === 'idle' ? 1.5 : 2,
    strength: state === 'idle' ? 0.45 : state === 'plain' && kind === 'wait' ? 0.6 : 1,
    dashes: kind === 'compensate' ? [2, 4] : kind === 'undo' || back ? [6, 4] : [],
    arrow: back && forward ? 'source' : 'target',
  }
}

const route = new Float64Array(16)

function stroke({ context, zoom, detail }: Brush, scene: Scene, { ink, lines }: { readonly ink: LineInk; readonly lines: readonly number[] }): void {
  const far = detail === 'far' || detail === 'block'
  context.strokeStyle = ink.ink
  context.fillStyle = ink.ink
  context.globalAlpha = ink.strength
  context.lineWidth = far ? (ink.width > 1.5 ? 1.5 : 1) / zoom : ink.width
  context.setLineDash(ink.dashes.map((dash) => (far ? dash / zoom : dash)))
  context.beginPath()
  for (const line of lines) trace(context, scene, { line, round: !far })
  context.stroke()
  context.setLineDash([])
  if (!far) {
    context.beginPath()
    for (const line of lines) arrow(context, endsAt(scene, line), { at: ink.arrow, down: isDown(scene, line) })
    context.fill()
  }
  context.globalAlpha = 1
}

export function endsAt({ ends }: Scene, line: number): Ends {
  return [ends[4 * line] ?? 0, ends[4 * line + 1] ?? 0, ends[4 * line + 2] ?? 0, ends[4 * line + 3] ?? 0]
}

export function isDown({ shapes, joins }: Scene, line: number): boolean {
  return shapes[joins[2 * line + 1] ?? 0] === shape.handler
}

function trace(context: Brush['context'], scene: Scene, { line, round }: { readonly line: number; readonly round: boolean }): void {
  const count = routeOf(endsAt(scene, line), { turn: turnOf(scene, line), down: isDown(scene, line) }, route)
  context.moveTo(route[0] ?? 0, route[1] ?? 0)
  for (let at = 2; at < count; at += 2) {
    const [x, y] = [route[at] ?? 0, route[at + 1] ?? 0]
    if (!round || at === count - 2) context.lineTo(x, y)
    else context.arcTo(x, y, route[at + 2] ?? x, route[at + 3] ?? y, cornerAt(at))
  }
}

/** A corner is no rounder than the lines that meet in it are long. */
function cornerAt(at: number): number {
  const length = (from: number) => Math.abs((route[from + 2] ?? 0) - (route[from] ?? 0)) + Math.abs((route[from + 3] ?? 0) - (route[from + 1] ?? 0))
  return Math.min(8, length(at - 2) / 2, length(at) / 2)
}

function arrow(context: Brush['context'], [x1, y1, x2, y2]: Ends, { at, down }: { readonly at: 'source' | 'target'; readonly down: boolean }): void {
  const [x, y, way] = at === 'target' ? [x2, y2, -1] : [x1, y1, 1]
  context.moveTo(x, y)
  if (down) {
    context.lineTo(x - 3, y + way * 6)
    context.lineTo(x + 3, y + way * 6)
  } else {
    context.lineTo(x + way * 6, y - 3)
    context.lineTo(x + way * 6, y + 3)
  }
  context.closePath()
}
