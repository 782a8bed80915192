import { useQuery } from '@tanstack/react-query'
import { DatabaseZap } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { client, queryClient } from '../trpc/client.ts'
import { serverTrouble } from '../trpc/server-trouble.ts'
import { timeWords } from '../ui/time-words.ts'
import styles from './trouble-bar.module.css'

const LOOK_MS = 2000

/** Over every screen while the server cannot reach its database: what that means for who works here. Goes by itself, and what is shown is asked for again. */
export function TroubleBar() {
  const trouble = useSyncExternalStore(serverTrouble.subscribe, serverTrouble.now)
  return trouble === undefined ? null : <Bar trouble={trouble} />
}

function Bar({ trouble }: { readonly trouble: string }) {
  const [since] = useState(() => new Date().toISOString())
  // its answer ends the trouble
  useQuery({ queryKey: ['database is back'], queryFn: () => client.system.health.query(), retry: false, refetchInterval: LOOK_MS, gcTime: 0 })
  // what was asked for meanwhile has failed
  useEffect(() => () => void queryClient.invalidateQueries(), [])
  return (
    <p className={styles.bar} role="alert" aria-label="Trouble with the database">
      <DatabaseZap size={14} aria-hidden /> {trouble} (Since {timeWords(since)}.)
    </p>
  )
}
