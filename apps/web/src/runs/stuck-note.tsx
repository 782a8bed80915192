import { useMutation } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { memo } from 'react'
import { trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { timeWords } from '../ui/time-words.ts'
import { useStanding } from './use-standing.ts'
import styles from './stuck-note.module.css'

/** That nothing drives the run though nothing holds it up, and what can be done about it; or that what drives all runs does not answer. */
export const StuckNote = memo(function StuckNote({ runId }: { readonly runId: string }) {
  const { data, refetch } = useStanding(runId)
  const taking = useMutation(trpc.run.takeUp.mutationOptions({ onSettled: () => void refetch() }))
  if (data?.silent) {
    return (
      <div className={styles.note} role="alert" aria-label="The run waits">
        <TriangleAlert size={14} aria-hidden />
        <p>What is shown may be older than it looks: {data.silent}</p>
      </div>
    )
  }
  if (!data?.stuck) return null
  return (
    <div className={styles.note} role="alert" aria-label="The run stands still">
      <TriangleAlert size={14} aria-hidden />
      <p>
        This run has stood still since {timeWords(data.stuck.since)}. {data.stuck.why} Taken up again it goes on from its log; what was in flight counts as in doubt.
        {taking.isError ? ` It could not be taken up: ${taking.error.message}` : ''}
      </p>
      <Button size="small" disabled={taking.isPending} onClick={() => taking.mutate({ runId })}>{taking.isPending ? 'Taking it up…' : 'Take it up again'}</Button>
    </div>
  )
})
