import { BaseEdge, EdgeLabelRenderer, type EdgeProps, type EdgeTypes } from '@xyflow/react'
import { memo, use } from 'react'
import type { EdgeKind } from '../store/document/edges.ts'
import type { CardState } from './card-state.ts'
import { useCardMark, useLineMark } from './card-marks.ts'
import { CutContext } from './cut-context.ts'
import { HandsContext } from './hands-context.ts'
import { lineState, type LineState } from './line-state.ts'
import styles from './line-edge.module.css'
import type { CardEdge, EdgeData } from './flow-edges.ts'
import { linePath } from './line-path.ts'
import { OverlayContext, useCardState } from './overlay-context.ts'
import { usePulse } from './use-pulse.ts'

/** Marker ids, defined once per canvas by `EdgeMarkers`. */
const markers = { data: 'eddy-arrow', wait: 'eddy-bar', undo: 'eddy-open-undo', compensate: 'eddy-open-retry' } as const

const LineEdge = memo(function LineEdge(props: EdgeProps<CardEdge>) {
  const { id, source, target, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, selected, data } = props
  const { kind, state, mark, change, pulses } = useLine(props)
  const cut = use(CutContext)?.has(id) && !selected
  // it is drawn while it is chosen, to be seen where it leads
  if (cut) return null
  const [path, labelX, labelY] = linePath({ sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition }, data?.turn)
  return (
    <g className={styles.line} data-kind={kind} data-state={state} data-thick={moving.has(state) && !pulses ? '' : undefined} data-selected={selected ? '' : undefined} data-line={mark} data-change={change}>
      <BaseEdge id={id} path={path} {...ends(kind, state)} interactionWidth={20} />
      {pulses ? <Pulse path={path} /> : null}
      {isForward(kind) ? <Middle x={labelX} y={labelY} edge={id} ends={[source, target]} text={textOf(data, selected)} /> : null}
    </g>
  )
})

/** What a line is, and how the run over the drawing stands on it. */
function useLine({ id, source, target, data }: EdgeProps<CardEdge>) {
  const kind = data?.kind ?? 'data'
  const overlay = use(OverlayContext)
  const { mark, idle } = useLineMark(kind, source, target)
  const change = useCardMark(id)?.change?.kind
  const [from, to] = [useCardState(source), useCardState(target)]
  const state = overlay ? stateOf(kind, idle, [from, to]) : 'plain'
  return { kind, state, mark, change, pulses: usePulse(id, moving.has(state)) }
}

/** What runs along a line; where less motion is asked for, a mark that stands on it. */
function Pulse({ path }: { readonly path: string }) {
  return (
    <>
      <circle r="3.5" className={styles.pulse} style={{ offsetPath: `path('${path}')` }} />
      <path d="M-5 -5 0 0 -5 5" className={styles.chevron} style={{ offsetPath: `path('${path}')` }} />
    </>
  )
}

function isForward(kind: EdgeKind): boolean {
  return kind === 'data' || kind === 'wait'
}

/** The arrow stands at the end that the run goes to. */
function ends(kind: EdgeKind, state: string): { readonly markerStart: string } | { readonly markerEnd: string } {
  if (state === 'failed') return { markerEnd: 'url(#eddy-arrow-failed)' }
  const back = isForward(kind) && (state === 'undoing' || state === 'undone')
  return back ? { markerStart: 'url(#eddy-arrow-undo)' } : { markerEnd: `url(#${markers[kind]})` }
}

const moving: ReadonlySet<string> = new Set(['active', 'undoing'])

/** The names of the arguments that a line feeds, while it is chosen or shows what feeds the selected step. */
function textOf(data: EdgeData | undefined, selected: boolean | undefined): string | undefined {
  return selected || data?.linked ? data?.label : undefined
}

/** What has answered without doing anything has nothing that its undo line could lead back. */
function stateOf(kind: EdgeKind, idle: boolean, [from, to]: readonly [CardState | undefined, CardState | undefined]): LineState {
  return lineState(kind, idle ? undefined : from, to)
}

interface MiddleProps {
  readonly x: number
  readonly y: number
  readonly edge: string
  readonly ends: readonly [string, string]
  /** The names of the arguments that the line feeds; while the line is chosen. */
  readonly text: string | undefined
}

/** What stands in the middle of a forward line. */
function Middle({ x, y, edge, ends, text }: MiddleProps) {
  return (
    <>
      <Plus x={x} y={y} edge={edge} label={`Insert a step between ${ends[0]} and ${ends[1]}`} />
      {text ? (
        <EdgeLabelRenderer>
          <span className={styles.label} style={{ transform: `translate(-50%, 14px) translate(${x}px, ${y}px)` }}>
            {text.length > 28 ? `${text.slice(0, 27)}…` : text}
          </span>
        </EdgeLabelRenderer>
      ) : null}
    </>
  )
}

/** Takes a step into the line; seen while the line is pointed at, focused or chosen. From the keyboard it is I or Enter on the line. */
function Plus({ x, y, label, edge }: { readonly x: number; readonly y: number; readonly label: string; readonly edge: string }) {
  const hands = use(HandsContext)
  if (!hands) return null
  return (
    <g
      className={styles.plus}
      role="button"
      aria-label={label}
      transform={`translate(${x} ${y})`}
      onClick={(event) => {
        event.stopPropagation()
        const box = event.currentTarget.getBoundingClientRect()
        hands.insertInto(edge, { x: box.x + box.width / 2, y: box.bottom })
      }}
    >
      <circle r={10} />
      <path d="M-4.5 0h9M0 -4.5v9" />
    </g>
  )
}

export const edgeTypes: EdgeTypes = { line: LineEdge }
