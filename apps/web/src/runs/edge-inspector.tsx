import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { WorkflowDocument } from '@eddy/workflow'
import type { Edge } from '../store/document/edges.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { wordOf } from '../ui/step-state.ts'
import { besides, carriedBy, edgeOf, placesOf } from './edge-data.ts'
import { JsonView } from './json-view.tsx'
import type { MomentContext } from './run-context.ts'
import { StatusMark } from '../ui/status-mark.tsx'
import type { RunReading } from './run-store.ts'
import { useRunSteps, useStepView } from './use-run.ts'
import styles from './step-inspector.module.css'

interface EdgeInspectorProps extends MomentContext {
  readonly document: WorkflowDocument
  readonly edge: string
  readonly onSelect: (path: string) => void
  readonly onClose: () => void
}

const titles = { data: 'Data', wait: 'Order', undo: 'Undo', compensate: 'On failure' } as const

/** What travelled along a line of the drawing. */
export function EdgeInspector({ detail, reading, names, document, edge: id, onSelect, onClose }: EdgeInspectorProps) {
  const edge = edgeOf(document, id)
  const ends = useEnds(reading, edge)
  const target = useStepView(reading, ends.target)
  const source = useStepView(reading, ends.source)
  if (!edge) return <p className={styles.hint}>This connection is not part of the run.</p>
  const carried = carriedBy(edge, target, names.stepOf(edge.target)?.arguments ?? [])
  return (
    <div className={styles.inspector}>
      <div className={styles.head}>
        <h2 className={styles.title}>{titles[edge.kind]}: {names.titleOf(edge.source)} → {names.titleOf(edge.target)}</h2>
        <IconButton size="small" label="Close" onClick={onClose}><X size={14} aria-hidden /></IconButton>
      </div>
      {ends.places.length > 1 && <Places {...ends} />}
      {[[ends.source, source], [ends.target, target]].map(([path, step], index) => {
        if (typeof path !== 'string' || typeof step === 'string') return null
        const status = step?.status ?? 'idle'
        return (
          <p key={path} className={styles.status}>
            <StatusMark status={status} /> {index === 0 ? 'From' : 'To'} <button type="button" className={styles.link} onClick={() => onSelect(path)}>{names.titleOf(path)}</button> <span className={styles.hint}>{wordOf(status)}</span>
          </p>
        )
      })}
      {edge.kind === 'wait' && <p className={styles.hint}>It carries no data: the second step waits for the first.</p>}
      {carried.map(({ argument, path, transform, value }) => (
        <section key={argument} className={styles.section} aria-label={`Argument ${argument}`}>
          {(path.length > 0 || transform !== undefined) && <p className={styles.hint}>{[path.length > 0 ? `of the result: ${path.join('.')}` : '', transform === undefined ? '' : `changed by: ${transform}`].filter(Boolean).join(' · ')}</p>}
          {value === undefined ? <p className={styles.hint}>{argument}: nothing has travelled yet.</p> : <JsonView label={argument} value={value} runId={detail.id} />}
        </section>
      ))}
      {edge.kind === 'data' && source?.value !== undefined && <JsonView label={`All of the result of ${names.titleOf(ends.source)}`} value={source.value} runId={detail.id} />}
    </div>
  )
}

interface Ends {
  /** The steps that the line leads to, one for each element or round. */
  readonly places: readonly string[]
  readonly source: string
  readonly target: string
  readonly choose: (target: string) => void
}

/** Which of the steps that one card stands for are looked at: what a person has chosen, or the one that the card shows. */
function useEnds(reading: RunReading, edge: Edge | undefined): Ends {
  const [chosen, choose] = useState<string>()
  const steps = useRunSteps(reading)
  const places = useMemo(() => (edge ? placesOf(steps, edge.target) : []), [steps, edge])
  const shown = edge ? reading.moment().foremostOf(edge.target)?.path : undefined
  const target = [chosen, shown, places[0]].find((path) => path !== undefined && places.includes(path)) ?? edge?.target ?? ''
  return { places, target, source: edge ? besides(target, edge.source) : '', choose }
}

/** A line inside a map or a loop carries something for each element. */
function Places({ places, target, choose }: Ends) {
  const at = places.indexOf(target)
  const step = (by: number) => choose(places[at + by] ?? target)
  return (
    <div className={styles.status} role="group" aria-label="Element">
      <IconButton size="small" label="Element before" disabled={at <= 0} onClick={() => step(-1)}><ChevronLeft size={14} aria-hidden /></IconButton>
      <span>{`${at + 1} of ${places.length}`} <span className={styles.hint}>{target}</span></span>
      <IconButton size="small" label="Next element" disabled={at >= places.length - 1} onClick={() => step(1)}><ChevronRight size={14} aria-hidden /></IconButton>
    </div>
  )
}
