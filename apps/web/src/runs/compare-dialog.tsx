import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../trpc/client.ts'
import { RadioList, VerbDialog } from '../ui/verb-dialog.tsx'
import type { RunDetail } from './run-types.ts'
import { wordOfRun } from '../ui/run-status.ts'
import { timeWords } from '../ui/time-words.ts'

interface CompareDialogProps {
  readonly detail: RunDetail
  readonly onClose: () => void
  readonly onCompare: (runId: string) => void
}

const shownAtOnce = 20

/** The run that it repeats; the one whose step has started it is of another workflow. */
function beganFrom({ origin }: RunDetail): string | undefined {
  return origin?.how === 'child' ? undefined : origin?.runId
}

/** Chooses another run of the same workflow. */
export function CompareDialog({ detail, onClose, onCompare }: CompareDialogProps) {
  const { workflowId } = detail
  const list = useQuery({ queryKey: ['runs-to-compare', workflowId], queryFn: () => client.run.list.query({ limit: shownAtOnce + 1, ...(workflowId === null ? {} : { workflowId }) }), staleTime: 0 })
  const others = (list.data?.items ?? []).filter((row) => row.id !== detail.id).slice(0, shownAtOnce)
  const [chosen, setChosen] = useState<string>()
  const other = chosen ?? beganFrom(detail) ?? others[0]?.id
  return (
    <VerbDialog title="Compare with which run?" description="Both are drawn on one canvas." verb="Compare" act={async () => other !== undefined && onCompare(other)} onClose={onClose}>
      {list.error && <p role="alert">The runs could not be loaded: {list.error.message}</p>}
      {list.isPending ? <p aria-busy="true">Loading runs …</p> : others.length === 0 ? <p>This workflow has no other run.</p> : (
        <RadioList legend="Runs of the same workflow, newest first" value={other ?? ''} onChange={setChosen} choices={others.map((row) => ({ value: row.id, title: `${wordOfRun[row.status].word}, ${timeWords(row.startedAt)}`, consequence: [row.id === detail.origin?.runId ? 'This run began from it.' : '', row.error?.message ?? ''].filter(Boolean).join(' ') }))} />
      )}
    </VerbDialog>
  )
}
