import { catalog } from '@eddy/steps/contract'
import { RunCanvas } from '../canvas/run-canvas.tsx'
import { RunPage } from '../runs/run-page.tsx'
import { RunsPage } from '../runs/runs-page.tsx'
import { navigate, useSearch } from './router.ts'
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
        at={momentOf(useSearch())}
        onMoment={shareMoment}
        renderCanvas={(props) => <RunCanvas {...props} catalog={catalog} onSelect={(id) => props.onSelect(id)} />}
      />
    </Shell>
  )
}

/** The event that the address names: `?at=17`. */
function momentOf(search: string): number | undefined {
  const at = new URLSearchParams(search).get('at')
  return at !== null && /^\d+$/.test(at) ? Number(at) : undefined
}

/** Keeps the moment in the address, so that it can be shared; looking around makes no history. */
function shareMoment(seq: number | undefined): void {
  navigate(seq === undefined ? location.pathname : `${location.pathname}?at=${seq}`, { replace: true })
}
