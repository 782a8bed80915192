import type { Row } from '../rows.ts'
import { CanvasBench } from './bench.ts'
import { launch } from './browser.ts'
import { openings } from './c1-open.ts'
import { hundredThousand, panFull, sweep } from './c2-camera.ts'
import { drags } from './c5-drag.ts'
import { elements } from './c6-elements.ts'
import { edits } from './c7-edits.ts'
import { live } from './c8-live.ts'
import { layouts } from './c9-layout.ts'
import { walks } from './c10-walk.ts'
import type { CanvasId } from './ids.ts'
import { serve } from '../serve.ts'

const workloads: { readonly [Name in CanvasId]: (bench: CanvasBench) => Promise<void> } = {
  C1: openings,
  C2: panFull,
  C3: sweep,
  C4: hundredThousand,
  C5: drags,
  C6: elements,
  C7: edits,
  C8: live,
  C9: layouts,
  C10: walks,
}

/** The canvas in a real browser: the built page, the real server, documents stored through the API. */
export async function runCanvas(wanted: readonly CanvasId[], onRow: (row: Row) => void): Promise<readonly Row[]> {
  const rows: Row[] = []
  const served = await serve()
  const browser = await launch()
  try {
    const bench = new CanvasBench(served, browser, (row) => {
      rows.push(row)
      onRow(row)
    })
    for (const id of wanted) await workloads[id](bench)
  } finally {
    await browser.close()
    await served.stop()
  }
  return rows
}
