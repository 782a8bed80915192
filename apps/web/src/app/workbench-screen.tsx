import { WorkbenchPage } from '../workbench/workbench-page.tsx'
import { useDisplayName } from './display-name.ts'
import { navigate, useSearch } from './router.ts'
import { Shell } from './shell.tsx'
import { TopBar } from './top-bar.tsx'

export function WorkbenchScreen() {
  const workflowId = new URLSearchParams(useSearch()).get('workflow') ?? undefined
  const me = useDisplayName()
  return (
    <Shell title="Workbench" bar={<TopBar here="workbench" />}>
      <WorkbenchPage workflowId={workflowId} onWorkflow={(id) => navigate(id === undefined ? '/workbench' : `/workbench?workflow=${encodeURIComponent(id)}`, { replace: true })} me={me} />
    </Shell>
  )
}
