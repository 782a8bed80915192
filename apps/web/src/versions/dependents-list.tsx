import { useQuery } from '@tanstack/react-query'
import { walkSteps } from '@eddy/workflow'
import { useMemo } from 'react'
import { useEditor } from '../store/editor-context.tsx'
import { trpc } from '../trpc/client.ts'
import { DependencyGraph } from './dependency-graph.tsx'
import styles from './versions-panel.module.css'

/** Who composes this workflow, at which version, and what it composes itself. */
export function DependentsList() {
  const document = useEditor((state) => state.document)
  const { data, error } = useQuery(trpc.version.dependents.queryOptions({ name: document.name }))
  const composed = useMemo(() => [...new Set([...walkSteps(document)].flatMap(({ step }) => (step.kind === 'compose' && typeof step.config?.['workflow'] === 'string' ? [step.config['workflow']] : [])))].sort(), [document])
  return (
    <>
      <DependencyGraph name={document.name} />
      <h3 className={styles.sub}>Composed by</h3>
      {error ? <p role="alert" className={styles.quiet}>Who uses it could not be loaded: {error.message}</p> : null}
      {data ? null : <p className={styles.quiet} aria-busy="true">Looking …</p>}
      {data?.length === 0 ? <p className={styles.quiet}>No other workflow.</p> : null}
      <ul className={styles.moves} aria-label="Composed by">
        {data?.map(({ workflowId, name, title, version, reference, environments }) => (
          <li key={`${workflowId} ${version} ${reference}`}>
            <p>
              <a className={styles.link} href={`/workflow/${workflowId}`}>{title ?? name}</a>, {version === null ? 'its draft' : `version ${version}`}
              {environments.length === 0 ? '' : ` (${environments.join(', ')})`}
            </p>
            <p className={styles.quiet}>{reference.includes('@') ? `takes ${reference}` : 'takes what is live'}</p>
          </li>
        ))}
      </ul>
      <h3 className={styles.sub}>Composes</h3>
      {composed.length === 0 ? <p className={styles.quiet}>No other workflow.</p> : null}
      <ul className={styles.moves} aria-label="Composes">
        {composed.map((reference) => (
          <li key={reference}>{reference.includes('@') ? reference : `${reference}, as it is live`}</li>
        ))}
      </ul>
    </>
  )
}
