import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Json } from '@eddy/workflow'
import { client, trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { isJson, isJsonList, isJsonObject } from '../ui/schema-form/json-value.ts'
import type { JsonObject } from '../ui/schema-form/json-value.ts'
import type { RunStore } from './run-store.ts'
import styles from './demo-panel.module.css'

/** What the demo service holds now, to see with one's own eyes that a rollback leaves nothing behind. */
export function DemoPanel({ store }: { readonly store: RunStore }) {
  const queryClient = useQueryClient()
  const query = useQuery({ ...trpc.demo.state.queryOptions(), retry: false })
  const reset = useMutation({ mutationFn: () => client.demo.reset.mutate(), onSuccess: () => queryClient.invalidateQueries(trpc.demo.state.queryFilter()) })
  // the run's own events say when the service may hold something else; nobody asks it otherwise
  useEffect(() => {
    let seen = store.events().length
    return store.subscribe(() => {
      const fresh = store.events().slice(seen)
      seen += fresh.length
      if (fresh.some((event) => ['step.succeeded', 'undo.succeeded', 'run.succeeded', 'run.failed', 'rollback.completed'].includes(event.type))) void queryClient.invalidateQueries(trpc.demo.state.queryFilter())
    })
  }, [store, queryClient])
  if (query.isPending) return <p className={styles.note}>Asking the demo service …</p>
  if (query.isError) {
    return (
      <div className={styles.note}>
        <p>The demo service did not answer: {query.error.message}</p>
        <Button size="small" onClick={() => void query.refetch()}>Ask again</Button>
      </div>
    )
  }
  const state: unknown = query.data
  const held = isJson(state) && isJsonObject(state) ? state : {}
  return (
    <div className={styles.panel}>
      <Holdings title="Reservations" empty="The demo service holds no reservations." items={held.reservations} />
      <Holdings title="Deployments" empty="The demo service holds no deployments." items={held.deployments} />
      <div className={styles.foot}>
        <Button size="small" tone="quiet" disabled={reset.isPending} onClick={() => reset.mutate()}>Forget everything</Button>
        {typeof held.url === 'string' && <span className={styles.url}>{held.url}</span>}
      </div>
    </div>
  )
}

interface HoldingsProps {
  readonly title: string
  readonly empty: string
  readonly items: Json | undefined
}

function Holdings({ title, empty, items }: HoldingsProps) {
  const list = isJsonList(items) ? items.filter(isJsonObject) : []
  return (
    <section className={styles.holdings} aria-label={title}>
      <h3>{title}</h3>
      {list.length === 0 ? <p className={styles.nothing}>{empty}</p> : (
        <ul>
          {list.map((item, index) => <li key={typeof item.id === 'string' ? item.id : index}><Holding item={item} /></li>)}
        </ul>
      )}
    </section>
  )
}

function Holding({ item }: { readonly item: JsonObject }) {
  const { id, kind, status, ...rest } = item
  const details = Object.entries(rest).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value)).map(([name, value]) => `${name} ${wordOfValue(value)}`)
  return (
    <>
      <strong>{[kind, status].filter((word) => typeof word === 'string').join(', ') || wordOfValue(id ?? null)}</strong>
      <span className={styles.details}>{[typeof id === 'string' ? id : '', ...details].filter(Boolean).join(' · ')}</span>
    </>
  )
}

function wordOfValue(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
