import { useQuery } from '@tanstack/react-query'
import { Eye } from 'lucide-react'
import { trpc } from '../trpc/client.ts'
import styles from './trouble-bar.module.css'

/** Over every screen of a server that only shows what is there. */
export function ReadOnlyBar() {
  const { data } = useQuery({ ...trpc.system.info.queryOptions(), staleTime: Infinity })
  if (data?.readOnly !== true) return null
  return (
    <p className={styles.bar} role="status" aria-label="Read-only server">
      <Eye size={14} aria-hidden /> This server only shows what is there: no run goes on, no trigger fires, and nothing is changed.
    </p>
  )
}
