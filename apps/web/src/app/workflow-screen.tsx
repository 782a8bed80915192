import { useMutation, useQuery } from '@tanstack/react-query'
import type { WorkflowDocument } from '@eddy/workflow'
import { trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import type { Kept } from '../store/editor-store.ts'
import type { OpenedLog } from '../store/log/draft-log.ts'
import { EditorPage, type EditorPageProps } from './editor-page.tsx'
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
  const { error } = workflow
  const found = workflow.data ?? (error ? keptWorkflow(id, error, log) : undefined)
  if (found && opened) return <EditorPage workflow={found} opened={log} />
  return (
    <Shell title="Workflow" bar={<TopBar here="workflows" />}>
      {error ? <Unopened error={error} kept={log?.kept} onRetry={() => void workflow.refetch()} /> : <Loading />}
    </Shell>
  )
}

interface Failure {
  readonly message: string
  readonly data?: { readonly eddy?: { readonly code: string } | undefined } | null | undefined
}

/** There is no such workflow any more. */
function isGone({ data }: Failure): boolean {
  return data?.eddy?.code === 'NOT_FOUND'
}

/** What the server had when this browser last heard of it. */
function keptWorkflow(id: string, error: Failure, log: OpenedLog | undefined): EditorPageProps['workflow'] | undefined {
  return isGone(error) || !log?.kept ? undefined : { id, ...log.kept.stored }
}

function Unopened({ error, kept, onRetry }: { readonly error: Failure; readonly kept: Kept | undefined; readonly onRetry: () => void }) {
  return (
    <Message title="This workflow could not be opened">
      <p>{error.message}</p>
      {kept && isGone(error) ? <KeptCopy document={kept.history.document} /> : <Button onClick={onRetry}>Try again</Button>}
    </Message>
  )
}

function Loading() {
  return (
    <main className={styles.editor} aria-busy="true" aria-label="Loading the workflow">
      <div className={styles.block} />
      <div />
      <div className={styles.block} />
    </main>
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
