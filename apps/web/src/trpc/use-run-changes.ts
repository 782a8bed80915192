import { useEffect, useRef } from 'react'
import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@eddy/server/router'
import { client } from './client.ts'

type RunRow = inferRouterOutputs<AppRouter>['run']['list']['items'][number]

/** Follows the server's announcements of runs that started or changed. `onListening`: from now on it hears of everything; what happened before, since a list was asked for or while the line was down, was announced to nobody. */
export function useRunChanges(onRows: (rows: readonly RunRow[]) => void, onListening: () => void): void {
  const latest = useRef({ onRows, onListening })
  useEffect(() => {
    latest.current = { onRows, onListening }
  })
  // what is told is the server's
  useEffect(() => {
    const subscription = client.run.changes.subscribe(undefined, {
      onData: (rows: readonly RunRow[]) => latest.current.onRows(rows),
      onStarted: () => latest.current.onListening(),
    })
    return () => subscription.unsubscribe()
  }, [])
}
