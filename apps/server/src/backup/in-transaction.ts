import type { PoolClient } from 'pg'
import type { Database } from '../db/index.ts'

/** On a connection of its own, all or nothing. */
export async function inTransaction<T>({ pool }: Pick<Database, 'pool'>, kind: 'read' | 'write', act: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    // a snapshot: what others do meanwhile is not seen
    await client.query(kind === 'read' ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN')
    const result = await act(client)
    await client.query('COMMIT')
    client.release()
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    client.release()
    throw error
  }
}
