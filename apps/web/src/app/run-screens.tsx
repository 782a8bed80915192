import { useMemo } from 'react'
import { ComparePage } from '../runs/compare-page.tsx'
import type { RunCanvasProps } from '../runs/run-canvas-props.ts'
import { RunPage } from '../runs/run-page.tsx'
import { ShareContext } from '../runs/share-context.ts'
import { RowVerbs } from '../runs/row-verbs.tsx'
import { filterOf, addressOf } from '../run-list/filter-address.ts'
import type { RunFilter, RunRow } from '../run-list/run-types.ts'
import { nameOf } from '../run-list/run-words.ts'
import { RunsPage } from '../run-list/runs-page.tsx'
import { timeWords } from '../ui/time-words.ts'
import { navigate, useSearch } from './router.ts'
import { RunDrawing } from './run-drawing.tsx'
import { PagePalette } from './page-palette.tsx'
import { shareRun } from './run-template.tsx'
import { Shell } from './shell.tsx'
import { TopBar } from './top-bar.tsx'

export function RunsScreen() {
  const search = useSearch()
  const filter = useMemo(() => filterOf(search), [search])
  return (
    <Shell title="Runs" bar={<TopBar here="runs" />}>
      <ShareContext value={shareRun}>
        <RunsPage filter={filter} onFilter={showRuns} onOpenRun={openRun} renderVerbs={verbsOfRow} />
      </ShareContext>
    </Shell>
  )
}

function showRuns(filter: RunFilter, typing = false): void {
  navigate(addressOf(filter), { replace: typing })
}

function verbsOfRow(row: RunRow) {
  return <RowVerbs runId={row.id} name={`${nameOf(row)}, ${timeWords(row.startedAt)}`} onOpenRun={openRun} onOpenWorkflow={openWorkflow} onCompare={compareRuns} />
}

function openRun(id: string): void {
  navigate(`/runs/${id}`)
}

function openWorkflow(id: string): void {
  navigate(`/workflow/${id}`)
}

function compareRuns(id: string, otherId: string): void {
  navigate(`/runs/${id}?with=${otherId}`)
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
      <ShareContext value={shareRun}>
        <RunPage
          runId={runId}
          onOpenRun={openRun}
          onOpenWorkflow={openWorkflow}
          onCompare={compareRuns}
          at={momentOf(search)}
          step={new URLSearchParams(search).get('step') ?? undefined}
          onMoment={shareMoment}
          renderCanvas={drawRun}
          renderPalette={(groups) => <PagePalette groups={groups} placeholder="Search what can be done, and steps" />}
        />
      </ShareContext>
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
