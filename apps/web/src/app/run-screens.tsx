import { ComparePage } from '../runs/compare-page.tsx'
import type { RunCanvasProps } from '../runs/run-canvas-props.ts'
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
  const search = useSearch()
  const otherId = new URLSearchParams(search).get('with')
  if (otherId !== null) {
    return (
      <Shell title="Compare runs" bar={<TopBar here="runs" />}>
        <ComparePage key={otherId} runId={runId} otherId={otherId} renderCanvas={drawRun} />
      </Shell>
    )
  }
  return (
    <Shell title="Run" bar={<TopBar here="runs" />}>
      <RunPage
        runId={runId}
        onOpenRun={(id) => navigate(`/runs/${id}`)}
        onOpenWorkflow={(id) => navigate(`/workflow/${id}`)}
        onCompare={(id) => navigate(`/runs/${runId}?with=${id}`)}
        at={momentOf(search)}
        onMoment={shareMoment}
        renderCanvas={drawRun}
      />
    </Shell>
  )
}

function drawRun(props: RunCanvasProps) {
  return <RunDrawing {...props} />
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
