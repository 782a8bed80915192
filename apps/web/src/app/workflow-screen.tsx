import { useQuery } from '@tanstack/react-query'
import { trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { EditorPage } from './editor-page.tsx'
import { Message } from './message.tsx'
import { Shell } from './shell.tsx'
import { TopBar } from './top-bar.tsx'
import styles from './editor-page.module.css'

/** Loads a workflow for its editor. The editor owns the draft from then on, so what is loaded is never refreshed under it. */
export function WorkflowScreen({ id }: { readonly id: string }) {
  const workflow = useQuery({ ...trpc.workflow.get.queryOptions({ id }), staleTime: Infinity, gcTime: 0 })
  if (workflow.data) return <EditorPage workflow={workflow.data} />
  return (
    <Shell title="Workflow" bar={<TopBar here="workflows" />}>
      {workflow.isError ? (
        <Message title="This workflow could not be opened">
          <p>{workflow.error.message}</p>
          <Button onClick={() => void workflow.refetch()}>Try again</Button>
        </Message>
      ) : (
        <main className={styles.editor} aria-busy="true" aria-label="Loading the workflow">
          <div className={styles.block} />
          <div />
          <div className={styles.block} />
        </main>
      )}
    </Shell>
  )
}
