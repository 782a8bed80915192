import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Json } from '@eddy/workflow'
import { trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { isJson, isJsonObject } from '../ui/schema-form/json-value.ts'

/** A value too large to travel with the events: named by its hash, fetched when asked for. */
export interface Blob {
  readonly hash: string
  readonly bytes: number
}

export function blobOf(value: Json): Blob | undefined {
  if (!isJsonObject(value) || typeof value.$blob !== 'string' || typeof value.bytes !== 'number') return undefined
  return { hash: value.$blob, bytes: value.bytes }
}

interface BlobValueProps {
  readonly runId: string
  readonly blob: Blob
  readonly children: (value: Json) => ReactNode
}

export function BlobValue({ runId, blob, children }: BlobValueProps) {
  const [wanted, setWanted] = useState(false)
  const query = useQuery({ ...trpc.run.value.queryOptions({ runId, hash: blob.hash }), enabled: wanted, staleTime: Infinity })
  const loaded: unknown = query.data?.value
  if (query.isSuccess) return children(isJson(loaded) ? loaded : null)
  return (
    <>
      <Button size="small" disabled={query.isFetching} onClick={() => (query.isError ? void query.refetch() : setWanted(true))}>
        {query.isFetching ? 'Loading …' : `Show value (${bytesWords(blob.bytes)})`}
      </Button>
      {query.isError && <span role="alert"> The value could not be loaded: {query.error.message}</span>}
    </>
  )
}

function bytesWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
