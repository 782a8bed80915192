import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { client, queryClient } from '../trpc/client.ts'
import type { ClaimRow, ClaimWish } from './claim-types.ts'

const claimsKey = ['claims'] as const

/** The most that are shown. */
export const CLAIMS_SHOWN = 200

export interface Claims {
  readonly rows: readonly ClaimRow[] | undefined
  readonly error: { readonly message: string } | null
  readonly retry: () => void
}

/** The claims that a wish finds, asked for anew when the server says that some have come or gone. */
export function useClaims({ state, query }: ClaimWish): Claims {
  const claims = useQuery({ queryKey: [...claimsKey, state, query], queryFn: () => client.claim.list.query({ state, query, limit: CLAIMS_SHOWN }), placeholderData: keepPreviousData })
  // what is told is the server's
  useEffect(() => {
    const subscription = client.claim.changes.subscribe(undefined, { onStarted: refreshClaims, onData: refreshClaims })
    return () => subscription.unsubscribe()
  }, [])
  return { rows: claims.data, error: claims.error, retry: () => void claims.refetch() }
}

export function refreshClaims(): void {
  void queryClient.invalidateQueries({ queryKey: claimsKey })
}
