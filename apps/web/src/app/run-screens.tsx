import { catalog } from '@eddy/steps/contract'
import { RunCanvas } from '../canvas/run-canvas.tsx'
import { RunPage } from '../runs/run-page.tsx'
import { RunsPage } from '../runs/runs-page.tsx'
import { navigate, useSearch } from './router.ts'
import { goToScope, scopeOf } from './scope-address.ts'
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
  const scope = scopeOf(useSearch())
  return (
    <Shell title="Run" bar={<TopBar here="runs" />}>
      <RunPage
        runId={runId}
        onOpenRun={(id) => navigate(`/runs/${id}`)}
        renderCanvas={({ document, store, version, selected, onSelect }) => (
          <RunCanvas document={document} catalog={catalog} view={store.view()} version={version} selected={selected} onSelect={(path) => onSelect(path)} scope={scope} onScope={goToScope} />
        )}
      />
    </Shell>
  )
}
