import type { Row } from '../rows.ts'
import { oneInFlight } from './d1-one-in-flight.ts'
import { manyRuns } from './d2-many-runs.ts'
import { kills } from './d3-kills.ts'
import { recovery } from './d4-recovery.ts'
import { webhook } from './d5-webhook.ts'
import { quiet } from './d8-quiet.ts'
import { sleeping } from './d8-sleeping.ts'
import type { DurableId } from './ids.ts'
import { scene, type Scene } from './scene.ts'

type Add = (row: Row) => void

/** With a database of its own, started for it alone. */
function on(workload: (at: Scene, add: Add) => Promise<void>): (add: Add) => Promise<void> {
  return async (add) => {
    const at = await scene()
    try {
      await workload(at, add)
    } finally {
      await at.close()
    }
  }
}

function both(...parts: readonly ((add: Add) => Promise<void>)[]): (add: Add) => Promise<void> {
  return async (add) => {
    for (const part of parts) await part(add)
  }
}

const workloads: { readonly [Name in DurableId]: (add: Add) => Promise<void> } = { D1: on(oneInFlight), D2: on(manyRuns), D3: on(kills), D4: on(recovery), D5: webhook, D8: both(quiet, on(sleeping)) }

/** What it costs that nothing is lost. */
export async function runDurable(wanted: readonly DurableId[], onRow: Add): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const id of wanted) {
    await workloads[id]((row) => {
      rows.push(row)
      onRow(row)
    })
  }
  return rows
}
