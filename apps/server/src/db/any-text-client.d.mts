import type pgDefault from 'pg'
/** A client whose statements may have any text, also what PostgreSQL itself refuses. */
export declare const AnyTextClient: typeof pgDefault.Client
