import { useEffect, useRef } from 'react'
import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@eddy/server/router'
import { client } from './client.ts'

type RunRow = inferRouterOutputs<AppRouter>['run']['list']['items'][number]

/** Follows the server's announcements of runs that started or changed. `onBack`: the line was down, and what happened meanwhile was announced to nobody. */
export function useRunChanges(onRows: (rows: readonly RunRow[]) => void, onBack: () => void): void {
  const latest = useRef({ onRows, onBack })
  useEffect(() => {
    latest.current = { onRows, onBack }
  })
  // the event stream is the server's
  useEffect(() => {
    let wasOffline = false
    const subscription = client.run.changes.subscribe(undefined, {
      onData: (rows: readonly RunRow[]) => latest.current.onRows(rows),
      onConnectionStateChange: ({ state, error }) => {
        if (state === 'pending' && wasOffline) latest.current.onBack()
        wasOffline = state === 'connecting' && error !== null
      },
      onError: () => {
        wasOffline = true
      },
    })
    return () => subscription.unsubscribe()
  }, [])
}
