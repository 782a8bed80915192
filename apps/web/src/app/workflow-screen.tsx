import { useMutation, useQuery } from '@tanstack/react-query'
import type { WorkflowDocument } from '@eddy/workflow'
import type { OpenedLog } from '../store/log/draft-log.ts'
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
  if (workflow.data && opened) return <EditorPage workflow={workflow.data} opened={log} />
  if (workflow.error) return <Without id={id} code={workflow.error.data?.eddy?.code} message={workflow.error.message} log={log} onRetry={() => void workflow.refetch()} />
  return (
    <Shell title="Workflow" bar={<TopBar here="workflows" />}>
      <Loading />
    </Shell>
  )
}

interface WithoutProps {
  readonly id: string
  readonly code: string | undefined
  readonly message: string
  readonly log: OpenedLog | undefined
  readonly onRetry: () => void
}

/** The server has not given the workflow: it is gone, or there is no connection, and then what is kept here can be edited. */
function Without({ id, code, message, log, onRetry }: WithoutProps) {
  const gone = code === 'NOT_FOUND'
  if (!gone && log?.kept) return <EditorPage workflow={{ id, ...log.kept.stored }} opened={log} />
  return (
    <Shell title="Workflow" bar={<TopBar here="workflows" />}>
      <NotOpened message={message} draft={gone ? log?.kept?.history.document : undefined} onRetry={onRetry} />
    </Shell>
  )
}

function NotOpened({ message, draft, onRetry }: { readonly message: string; readonly draft: WorkflowDocument | undefined; readonly onRetry: () => void }) {
  return (
    <Message title="This workflow could not be opened">
      <p>{message}</p>
      {draft ? <KeptCopy document={draft} /> : <Button onClick={onRetry}>Try again</Button>}
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
