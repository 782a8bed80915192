import type pgDefault from 'pg'
/** A pool that notices when its database falls silent: its connections are ended, and whoever asks is refused at once until it answers again. */
export declare class WatchedPool extends pgDefault.Pool {}
