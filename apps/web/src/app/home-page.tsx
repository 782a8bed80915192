import { useMutation, useQuery } from '@tanstack/react-query'
import { FileInput, Plus, MessageSquareText } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { client, queryClient, trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { showGoal } from './editor-panels.ts'
import { navigate } from './router.ts'
import { Shell } from './shell.tsx'
import { TemplateGallery } from './template-gallery.tsx'
import { TopBar } from './top-bar.tsx'
import { WorkflowRows } from './workflow-rows.tsx'
import styles from './home-page.module.css'

// it brings everything that reads documents
const ImportDialog = lazy(async () => ({ default: (await import('./import/import-dialog.tsx')).ImportDialog }))

/** Where one starts: what is there, and what to begin with. */
export function HomePage() {
  const workflows = useQuery(trpc.workflow.list.queryOptions())
  // what is shipped does not change while the server runs
  const templates = useQuery({ ...trpc.template.list.queryOptions(), staleTime: Infinity })
  const [importing, setImporting] = useState(false)
  const create = useMutation({
    mutationFn: (from: { readonly template?: string }) => client.workflow.create.mutate(from),
    onSuccess: (workflow) => {
      void queryClient.invalidateQueries({ queryKey: trpc.workflow.list.queryKey() })
      navigate(`/workflow/${workflow.id}`)
    },
  })
  const error = create.error ?? workflows.error
  return (
    <Shell
      title="Workflows"
      bar={
        <TopBar
          here="workflows"
          actions={
            <>
              <Button title="Import …" onClick={() => setImporting(true)}>
                <FileInput size={16} aria-hidden />
                <span data-word="extra">Import …</span>
              </Button>
              <Button title="From a goal …" disabled={create.isPending} onClick={() => { showGoal(true); create.mutate({}) }}>
                <MessageSquareText size={16} aria-hidden />
                <span data-word="extra">From a goal …</span>
              </Button>
              <Button title="New workflow" tone="primary" disabled={create.isPending} onClick={() => create.mutate({})}>
                <Plus size={16} aria-hidden />
                <span data-word="label">New workflow</span>
              </Button>
            </>
          }
        />
      }
    >
      <main className={styles.page}>
        <h1 className={styles.title}>Workflows</h1>
        {error ? (
          <p className={styles.error} role="alert">
            The server could not be asked: {error.message}
          </p>
        ) : null}
        {importing ? (
          <Suspense fallback={null}>
            <ImportDialog open onOpenChange={setImporting} />
          </Suspense>
        ) : null}
        <WorkflowRows rows={workflows.data} loading={workflows.isPending} />
        {templates.data?.length ? <TemplateGallery templates={templates.data} busy={create.isPending} onUse={(template) => create.mutate({ template })} /> : null}
      </main>
    </Shell>
  )
}
