import type { AppRouter } from '@eddy/server/router'
import type { inferRouterOutputs } from '@trpc/server'

export type ClaimRow = inferRouterOutputs<AppRouter>['claim']['list'][number]

/** What is asked for: claims that are held now, or those that have ended; with all words of the query in key or holder. */
export interface ClaimWish {
  readonly state: 'held' | 'ended'
  readonly query: string
}
