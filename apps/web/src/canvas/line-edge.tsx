import { BaseEdge, EdgeLabelRenderer, type EdgeProps, type EdgeTypes, getSmoothStepPath } from '@xyflow/react'
import { memo, use } from 'react'
import { HandsContext } from './hands-context.ts'
import { lineState } from './line-state.ts'
import styles from './line-edge.module.css'
import type { CardEdge } from './flow-edges.ts'
import { OverlayContext, useCardState } from './overlay-context.ts'

/** Marker ids, defined once per canvas by `EdgeMarkers`. */
const markers = { data: 'eddy-arrow', wait: 'eddy-bar', undo: 'eddy-open-undo', compensate: 'eddy-open-retry' } as const

const LineEdge = memo(function LineEdge(props: EdgeProps<CardEdge>) {
  const { id, source, target, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, selected, data } = props
  const kind = data?.kind ?? 'data'
  const overlay = use(OverlayContext)
  const hands = use(HandsContext)
  const [from, to] = [useCardState(source), useCardState(target)]
  const state = overlay ? lineState(kind, from, to) : 'plain'
  const turn = data?.turn === 'source' ? { centerX: sourceX + 36 } : data?.turn === 'target' ? { centerX: targetX - 36 } : {}
  const [path, labelX, labelY] = getSmoothStepPath({ sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition, borderRadius: 8, offset: 24, ...turn })
  const back = state === 'undoing' || state === 'undone'
  const forward = kind === 'data' || kind === 'wait'
  const marker = state === 'failed' ? 'eddy-arrow-failed' : back && forward ? 'eddy-arrow-undo' : markers[kind]
  const url = `url(#${marker})`
  return (
    <g className={styles.line} data-kind={kind} data-state={state} data-selected={selected ? '' : undefined}>
      <BaseEdge id={id} path={path} {...(back && forward ? { markerStart: url } : { markerEnd: url })} interactionWidth={20} />
      {(state === 'active' || state === 'undoing') && overlay?.pulses ? (
        <circle r="3.5" className={styles.pulse} style={{ offsetPath: `path('${path}')` }} />
      ) : null}
      {forward && hands && !overlay ? <Plus x={labelX} y={labelY} label={`Insert a step between ${source} and ${target}`} onPress={(screen) => hands.insertInto(id, screen)} /> : null}
      {forward && data?.label ? <LineLabel x={labelX} y={labelY} text={data.label} shown={selected === true} /> : null}
    </g>
  )
})

/** Takes a step into the line; seen while the line is pointed at, focused or chosen. From the keyboard it is I or Enter on the line. */
function Plus({ x, y, label, onPress }: { readonly x: number; readonly y: number; readonly label: string; readonly onPress: (screen: { x: number; y: number }) => void }) {
  return (
    <g
      className={styles.plus}
      role="button"
      aria-label={label}
      transform={`translate(${x} ${y})`}
      onClick={(event) => {
        event.stopPropagation()
        const box = event.currentTarget.getBoundingClientRect()
        onPress({ x: box.x + box.width / 2, y: box.bottom })
      }}
    >
      <circle r={10} />
      <path d="M-4.5 0h9M0 -4.5v9" />
    </g>
  )
}

/** The names of the arguments that a line feeds; while the line is chosen. */
function LineLabel({ x, y, text, shown }: { readonly x: number; readonly y: number; readonly text: string; readonly shown: boolean }) {
  if (!shown) return null
  return (
    <EdgeLabelRenderer>
      <span className={styles.label} style={{ transform: `translate(-50%, 14px) translate(${x}px, ${y}px)` }}>
        {text.length > 28 ? `${text.slice(0, 27)}…` : text}
      </span>
    </EdgeLabelRenderer>
  )
}

export const edgeTypes: EdgeTypes = { line: LineEdge }
