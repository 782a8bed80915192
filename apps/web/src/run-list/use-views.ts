import { useMutation, useQuery } from '@tanstack/react-query'
import { queryClient, trpc } from '../trpc/client.ts'
import type { RunFilter, SavedView } from './run-types.ts'

export interface NamedFilter {
  /** Absent: it is part of the page. */
  readonly id?: string
  readonly name: string
  readonly filter: RunFilter
}

/** What every page of runs offers. */
export const fixedViews: readonly NamedFilter[] = [
  { name: 'All', filter: {} },
  { name: 'Under way', filter: { status: ['running', 'halting', 'failing', 'rolling_back', 'cancelling'] } },
  { name: 'Halted', filter: { status: ['halted'] } },
  { name: 'Failed', filter: { status: ['failed', 'rolled_back', 'rollback_incomplete'] } },
  { name: 'Left in place', filter: { left: true } },
]

export interface Views {
  readonly saved: readonly SavedView[]
  readonly error: { readonly message: string } | null
  readonly save: (view: NamedFilter) => Promise<unknown>
  readonly remove: (id: string) => Promise<unknown>
}

export function useViews(): Views {
  const views = useQuery(trpc.view.list.queryOptions(undefined, { staleTime: 0 }))
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: trpc.view.list.queryKey() })
  const save = useMutation(trpc.view.save.mutationOptions({ onSuccess }))
  const remove = useMutation(trpc.view.remove.mutationOptions({ onSuccess }))
  return { saved: views.data ?? [], error: views.error, save: (view) => save.mutateAsync(view), remove: (id) => remove.mutateAsync({ id }) }
}
