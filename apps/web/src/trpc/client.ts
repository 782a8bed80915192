import { createTRPCClient, httpBatchLink, retryLink, splitLink } from '@trpc/client'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import type { AppRouter } from '@eddy/server/router'
import { hearingFetch } from '../ui/server-time.ts'
import { FreshQueryClient } from './fresh-query-client.ts'
import { liveLink } from './live-link.ts'
import { retryDelay } from './retry-delay.ts'
import { troubleLink } from './server-trouble.ts'

/** What the server has said, for every screen. The server pushes changes, so nothing is asked again just because a window came back. */
export const queryClient = new FreshQueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false, retry: 1 } } })

/** The server as plain calls: mutations, subscriptions and one-off questions. */
export const client = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (op) => op.type === 'subscription',
      // one that the server ends with an error, such as while its database is away, starts over from the last event that arrived
      true: [retryLink({ retry: () => true, retryDelayMs: retryDelay }), liveLink],
      false: [troubleLink, httpBatchLink({ url: '/trpc', fetch: hearingFetch })],
    }),
  ],
})

/** The server as React Query options: `useQuery(trpc.run.get.queryOptions({ runId }))`. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient })
