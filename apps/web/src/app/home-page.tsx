import { useMutation, useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { client, queryClient, trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { navigate } from './router.ts'
import { Shell } from './shell.tsx'
import { TemplateCard } from './template-card.tsx'
import { TopBar } from './top-bar.tsx'
import { WorkflowRows } from './workflow-rows.tsx'
import styles from './home-page.module.css'

/** Where one starts: what is there, and what to begin with. */
export function HomePage() {
  const workflows = useQuery(trpc.workflow.list.queryOptions())
  const templates = useQuery(trpc.template.list.queryOptions())
  const create = useMutation({
    mutationFn: (template: string | undefined) => client.workflow.create.mutate(template === undefined ? {} : { template }),
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
            <Button tone="primary" disabled={create.isPending} onClick={() => create.mutate(undefined)}>
              <Plus size={16} />
              New workflow
            </Button>
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
        <WorkflowRows rows={workflows.data} loading={workflows.isPending} />
        {templates.data?.length ? (
          <section aria-label="Templates">
            <h2 className={styles.subtitle}>Start from a template</h2>
            <ul className={styles.grid}>
              {templates.data.map((template) => (
                <li key={template.name}>
                  <TemplateCard template={template} busy={create.isPending} onUse={() => create.mutate(template.name)} />
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </main>
    </Shell>
  )
}
