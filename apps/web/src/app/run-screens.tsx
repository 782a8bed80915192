import { RunPage } from '../runs/run-page.tsx'
import { RunsPage } from '../runs/runs-page.tsx'
import { navigate, useSearch } from './router.ts'
import { RunDrawing } from './run-drawing.tsx'
import { Shell } from './shell.tsx'
import { TopBar } from './top-bar.tsx'

export function RunsScreen() {
  const workflowId = new URLSearchParams(useSearch()).get('workflow')
  return (
    <Shell title="Runs" bar={<TopBar here="runs" />}>
      <RunsPage {...(workflowId === null ? {} : { workflowId })} />
    </Shell>
  )
}

export function RunScreen({ runId }: { readonly runId: string }) {
  return (
    <Shell title="Run" bar={<TopBar here="runs" />}>
      <RunPage
        runId={runId}
        onOpenRun={(id) => navigate(`/runs/${id}`)}
        renderCanvas={(props) => <RunDrawing {...props} />}
      />
    </Shell>
  )
}
