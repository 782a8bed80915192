import { useRef, useState } from 'react'
import { BulkDialog } from './bulk-dialog.tsx'
import { BulkReport, type BulkDone } from './bulk-report.tsx'
import { bulkVerbs } from './bulk-words.ts'
import type { BulkRequest, RunFilter } from './run-types.ts'
import { allPicked } from './selection.ts'
import { useRunCount } from './use-run-count.ts'

interface BulkFlowProps {
  readonly verb: BulkRequest['verb']
  readonly filter: RunFilter
  readonly onOpenRun: (runId: string) => void
  readonly onClose: () => void
}

/** Asks before something is done to all runs that a filter finds, and tells what came of it: for pages that show no list of them. */
export function BulkFlow({ verb, filter, onOpenRun, onClose }: BulkFlowProps) {
  const [done, setDone] = useState<BulkDone>()
  const told = useRef(false)
  const count = useRunCount(filter)
  const asked = bulkVerbs.find((one) => one.verb === verb)
  if (done) return <BulkReport {...done} rows={[]} onOpenRun={onOpenRun} onClose={onClose} />
  if (!asked || !count) return null
  function tell(outcome: BulkDone) {
    told.current = true
    setDone(outcome)
  }
  // the dialog closes when it has acted: what came of it is then still to be told
  return <BulkDialog asked={asked} selection={allPicked} filter={filter} statuses={count.statuses} picked={count.total} onDone={tell} onClose={() => told.current || onClose()} />
}
