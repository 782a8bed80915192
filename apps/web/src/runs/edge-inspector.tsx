import { X } from 'lucide-react'
import type { WorkflowDocument } from '@eddy/workflow'
import { IconButton } from '../ui/icon-button.tsx'
import { wordOf } from '../ui/step-state.ts'
import { carriedBy, edgeOf } from './edge-data.ts'
import { JsonView } from './json-view.tsx'
import type { MomentContext } from './run-context.ts'
import { StatusMark } from '../ui/status-mark.tsx'
import { useStepView } from './use-run.ts'
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
  const target = useStepView(reading, edge?.target ?? '')
  const source = useStepView(reading, edge?.source ?? '')
  if (!edge) return <p className={styles.hint}>This connection is not part of the run.</p>
  const carried = carriedBy(edge, target, names.stepOf(edge.target)?.arguments ?? [])
  return (
    <div className={styles.inspector}>
      <div className={styles.head}>
        <h2 className={styles.title}>{titles[edge.kind]}: {names.titleOf(edge.source)} → {names.titleOf(edge.target)}</h2>
        <IconButton size="small" label="Close" onClick={onClose}><X size={14} aria-hidden /></IconButton>
      </div>
      {[[edge.source, source], [edge.target, target]].map(([path, step], index) => {
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
      {edge.kind === 'data' && source?.value !== undefined && <JsonView label={`All of the result of ${names.titleOf(edge.source)}`} value={source.value} runId={detail.id} />}
    </div>
  )
}
