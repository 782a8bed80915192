import { openDatabase } from '@eddy/server/db'
import { type Open, STEPS } from './contestant.ts'

/** The floor: a commit of one row for each step, on the same pool as Eddy's. */
export const open: Open = async (url) => {
  const { pool, close } = await openDatabase({ url })
  await pool.query('CREATE TABLE raw (run int, step int, value jsonb, PRIMARY KEY (run, step))')
  let runs = 0
  return {
    async run() {
      const run = runs++
      for (let step = 0; step < STEPS; step++) await pool.query({ name: 'raw', text: 'INSERT INTO raw VALUES ($1, $2, $3)', values: [run, step, '{"value": 1}'] })
    },
    async whole() {
      const { rows } = await pool.query<{ whole: number }>('SELECT count(*)::int AS whole FROM (SELECT run FROM raw GROUP BY run HAVING count(*) = $1) AS full_runs', [STEPS])
      return rows[0]?.whole ?? 0
    },
    close,
  }
}
