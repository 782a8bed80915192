import { useMemo } from 'react'
import { failureFilterOf, failuresAddress, type FailureFilter } from '../failures/failure-filter.ts'
import type { FailureRow } from '../failures/failure-types.ts'
import { FailuresPage } from '../failures/failures-page.tsx'
import { BulkFlow } from '../run-list/bulk-flow.tsx'
import { useDisplayName } from './display-name.ts'
import { navigate, useSearch } from './router.ts'
import { Shell } from './shell.tsx'
import { TopBar } from './top-bar.tsx'

export function FailuresScreen() {
  const search = useSearch()
  const filter = useMemo(() => failureFilterOf(search), [search])
  const me = useDisplayName()
  return (
    <Shell title="Failures" bar={<TopBar here="failures" />}>
      <FailuresPage filter={filter} onFilter={showFailures} me={me} renderRunAgain={(failure, onClose) => <RunAllAgain failure={failure} days={filter.days} onClose={onClose} />} />
    </Shell>
  )
}

function showFailures(filter: FailureFilter, typing = false): void {
  navigate(failuresAddress(filter), { replace: typing })
}

/** The runs that the row has counted, no more. */
function RunAllAgain({ failure: { fingerprint }, days, onClose }: { readonly failure: FailureRow; readonly days: number; readonly onClose: () => void }) {
  const filter = useMemo(() => ({ fingerprint, ...(days === 0 ? {} : { withinMs: days * 86_400_000 }) }), [fingerprint, days])
  return <BulkFlow verb="again" filter={filter} onOpenRun={(id) => navigate(`/runs/${id}`)} onClose={onClose} />
}
