import type { Row } from '../rows.ts'
import { streams } from './d6-stream.ts'
import { history } from './d7-history.ts'
import type { ServerId } from './ids.ts'

const workloads: { readonly [Name in ServerId]: (add: (row: Row) => void) => Promise<void> } = { D6: streams, D7: history }

/** The real server, asked as its page asks it. */
export async function runServer(wanted: readonly ServerId[], onRow: (row: Row) => void): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const id of wanted) {
    await workloads[id]((row) => {
      rows.push(row)
      onRow(row)
    })
  }
  return rows
}
