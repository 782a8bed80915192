import { QueryClient, type InvalidateOptions, type InvalidateQueryFilters, type QueryKey } from '@tanstack/react-query'

/**
 * A client whose invalidations also reach a first answer that is still on its way.
 * The library cancels and asks again only where there is an answer already; a first one may have left the server before
 * the change that is told of, and would then stay on the screen as the newest.
 */
export class FreshQueryClient extends QueryClient {
  override async invalidateQueries<K extends QueryKey = QueryKey>(filters?: InvalidateQueryFilters<K>, options?: InvalidateOptions): Promise<void> {
    const firsts = new Set(this.getQueryCache().findAll(filters).filter(({ state }) => state.data === undefined && state.fetchStatus === 'fetching').map(({ queryHash }) => queryHash))
    await super.invalidateQueries(filters, options)
    if (firsts.size > 0) await super.invalidateQueries({ predicate: ({ queryHash }) => firsts.has(queryHash) }, options)
  }
}
