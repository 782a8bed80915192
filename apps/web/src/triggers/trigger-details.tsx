import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { client, trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { timeWords } from '../ui/time-words.ts'
import { HookAddress } from './hook-address.tsx'
import { ProblemList } from './problem-list.tsx'
import { TimeList } from './time-list.tsx'
import type { Firing, TriggerRow } from './trigger-types.ts'
import { firingWords, runsWords, zoneOf } from './trigger-words.ts'
import styles from './triggers.module.css'

/** When it is due, where it is called, and all that it has fired. */
export function TriggerDetails({ trigger }: { readonly trigger: TriggerRow }) {
  const { id, config, runs, overlap, rejected, rejectedAt } = trigger
  const full = useQuery({ ...trpc.trigger.get.queryOptions({ id }), enabled: config.kind === 'schedule' })
  return (
    <>
      <p className={styles.note}>
        Runs {runsWords(runs)}.{overlap === 'allow' ? '' : overlap === 'skip' ? ' Skips while an earlier run is under way.' : ' Waits while an earlier run is under way.'}
        {rejected === 0 ? '' : ` ${rejected} ${rejected === 1 ? 'request was' : 'requests were'} turned away for ${rejected === 1 ? 'its' : 'their'} signature${rejectedAt === null ? '' : `, last ${timeWords(rejectedAt)}`}.`}
      </p>
      {config.kind === 'webhook' ? <HookAddress config={config} /> : null}
      {full.data && full.data.next.length > 0 ? <TimeList label="Next times" times={full.data.next} zone={zoneOf(trigger)} /> : null}
      <Firings triggerId={id} />
    </>
  )
}

const first: string | undefined = undefined

function Firings({ triggerId }: { readonly triggerId: string }) {
  const firings = useInfiniteQuery({
    queryKey: trpc.trigger.firings.queryKey({ triggerId }),
    queryFn: ({ pageParam }) => client.trigger.firings.query({ triggerId, limit: 10, ...(pageParam === undefined ? {} : { cursor: pageParam }) }),
    initialPageParam: first,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
  const items = firings.data?.pages.flatMap((page) => page.items) ?? []
  if (firings.isPending) return <p className={styles.note} aria-busy="true">Loading what it has fired …</p>
  if (firings.isError)
    return (
      <div role="alert" className={styles.error}>
        <p>What it has fired could not be read: {firings.error.message}</p>
        <Button size="small" onClick={() => void firings.refetch()}>Try again</Button>
      </div>
    )
  if (items.length === 0) return <p className={styles.note}>It has not fired yet.</p>
  return (
    <>
      <ol className={styles.firings} aria-label="What it has fired">
        {items.map((firing) => <FiringItem key={firing.id} firing={firing} />)}
      </ol>
      {firings.hasNextPage ? <Button size="small" disabled={firings.isFetchingNextPage} onClick={() => void firings.fetchNextPage()}>Show more</Button> : null}
    </>
  )
}

function FiringItem({ firing: { at, dueAt, state, test, runId, reason, problems } }: { readonly firing: Firing }) {
  return (
    <li className={styles.firing}>
      <time dateTime={dueAt ?? at}>{timeWords(dueAt ?? at)}</time>
      <span className={state === 'refused' ? styles.bad : undefined}>
        {runId === null ? firingWords[state] : <a className={styles.link} href={`/runs/${runId}`}>{firingWords[state]}</a>}
        {test ? ', tried out' : ''}
      </span>
      {reason === null ? null : <p>{reason}</p>}
      {problems.length > 0 ? <ProblemList problems={problems} /> : null}
    </li>
  )
}
