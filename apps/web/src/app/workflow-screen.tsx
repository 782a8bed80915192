import { useMutation, useQuery } from '@tanstack/react-query'
import type { WorkflowDocument } from '@eddy/workflow'
import { trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { EditorPage } from './editor-page.tsx'
import { Message } from './message.tsx'
import { navigate } from './router.ts'
import { Shell } from './shell.tsx'
import { TopBar } from './top-bar.tsx'
import { useDraftLog } from './use-draft-log.ts'
import styles from './editor-page.module.css'

/**
 * Loads a workflow for its editor, and what this browser has kept of it. The editor owns the draft from then on, so what is loaded is never
 * refreshed under it. Without the server, what is kept here can be edited all the same.
 */
export function WorkflowScreen({ id }: { readonly id: string }) {
  const workflow = useQuery({ ...trpc.workflow.get.queryOptions({ id }), staleTime: Infinity, gcTime: 0 })
  const opened = useDraftLog(id)
  const log = opened === 'none' ? undefined : opened
  const gone = workflow.error?.data?.eddy?.code === 'NOT_FOUND'
  if (workflow.data && opened) return <EditorPage workflow={workflow.data} opened={log} />
  if (workflow.isError && !gone && log?.kept) return <EditorPage workflow={{ id, ...log.kept.stored }} opened={log} />
  return (
    <Shell title="Workflow" bar={<TopBar here="workflows" />}>
      {workflow.isError ? (
        <Message title="This workflow could not be opened">
          <p>{workflow.error.message}</p>
          {gone && log?.kept ? <KeptCopy document={log.kept.history.document} /> : <Button onClick={() => void workflow.refetch()}>Try again</Button>}
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

/** The workflow is gone, the draft of it in this browser is not. */
function KeptCopy({ document }: { readonly document: WorkflowDocument }) {
  const create = useMutation(trpc.workflow.create.mutationOptions({ onSuccess: ({ id }) => navigate(`/workflow/${id}`) }))
  return (
    <>
      <p>This browser still has your draft of it{create.error ? `, but no new workflow could be made: ${create.error.message}` : '.'}</p>
      <Button tone="primary" disabled={create.isPending} onClick={() => create.mutate({ document })}>
        Make a new workflow of the draft
      </Button>
    </>
  )
}
