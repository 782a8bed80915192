import type pgDefault from 'pg'
/** A pool that notices when its database falls silent: its connections are ended, and whoever asks is refused at once until it answers again. */
export declare class WatchedPool extends pgDefault.Pool {
  /** Asks past all who wait for one of the pool's connections, over one that is kept for it: for what must not be late. One after the other. */
  first<R extends pgDefault.QueryResultRow>(query: pgDefault.QueryConfig): Promise<pgDefault.QueryResult<R>>
}
