import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@eddy/server/db'
import type { Step, WorkflowDocument } from '@eddy/workflow'
import type { Row } from '../rows.ts'
import { serve, type Served } from '../serve.ts'
import { view } from './event-viewer.ts'
import { percentile } from './percentile.ts'

const RUNS = Number(process.env['EDDY_BENCH_RUNS'] ?? 1_000_000)
const ASKED = 200
/** Asked before it counts: a server that has just started has its code still to compile; what that costs is told in the note. */
const COLD = 20
const STEPS = 10_000

const FILTERS: readonly { readonly title: string; readonly filter: object }[] = [
  { title: 'first page, newest first', filter: {} },
  { title: 'first page of the failed', filter: { status: ['failed'] } },
  { title: 'first page of one workflow and version', filter: { workflowId: 'w7', version: 2 } },
  { title: 'first page of an hour', filter: { since: new Date(Date.UTC(2026, 0, 5)).toISOString(), until: new Date(Date.UTC(2026, 0, 5, 1)).toISOString() } },
]

/** D7: a long history is listed and searched, and a long run is opened. */
export async function history(add: (row: Row) => void): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'eddy-bench-'))
  await seed(data)
  const served = await serve(data)
  try {
    for (const { title, filter } of FILTERS) add(await listed(served, title, filter))
    for (const row of await opened(served)) add(row)
  } finally {
    await served.stop()
  }
}

/** A million rows, one in fifty failed, over a hundred workflows and a year. */
async function seed(dir: string): Promise<void> {
  const db = await openDatabase({ dir })
  await db.pool.query(`INSERT INTO definition (hash, content) VALUES ('bench', '{"document":{"eddy":1,"name":"old","steps":[]},"composed":{}}')`)
  await db.pool.query(`INSERT INTO workflow (id, name, document, content_hash) SELECT 'w' || n, 'old_' || n, '{"eddy":1,"name":"old","steps":[]}', 'bench' FROM generate_series(0, 99) n`)
  for (let from = 0; from < RUNS; from += 100_000) {
    await db.pool.query(
      `INSERT INTO run (id, workflow_id, workflow_name, definition_hash, content_hash, status, input, steps, started_at, ended_at, duration_ms, version, fingerprint)
       SELECT 'bench' || lpad(n::text, 8, '0'), 'w' || n % 100, 'old_' || n % 100, 'bench', 'bench', CASE WHEN n % 50 = 0 THEN 'failed' ELSE 'succeeded' END, '{"order":1}', 5,
              timestamptz '2025-12-31' + n * interval '30 seconds', timestamptz '2025-12-31' + n * interval '30 seconds' + interval '2 seconds', 2000, 1 + n % 3, CASE WHEN n % 50 = 0 THEN 'f' || n % 7 END
       FROM generate_series($1::int, $2::int) n`,
      [from, Math.min(RUNS, from + 100_000) - 1],
    )
  }
  await db.pool.query('ANALYZE run')
  await db.close()
}

async function listed({ url }: Served, title: string, filter: object): Promise<Row> {
  const times: number[] = []
  for (let asked = 0; asked < COLD + ASKED; asked++) {
    const began = performance.now()
    const answer = (await (await fetch(`${url}/trpc/run.list?input=${encodeURIComponent(JSON.stringify({ filter }))}`)).json()) as { readonly result?: { readonly data: { readonly items: readonly unknown[] } } }
    times.push(performance.now() - began)
    if (answer.result?.data.items.length !== 50) throw new Error(`${title}: ${JSON.stringify(answer).slice(0, 300)}`)
  }
  const cold = Math.max(...times.splice(0, COLD))
  const measured = percentile(times, 0.95)
  return { id: 'D7', title, size: RUNS.toLocaleString('en'), bare: null, eddy: measured, ratio: null, unit: 'ms p95', measured, gate: 30, stretch: 10, note: `p50 ${percentile(times, 0.5).toFixed(1)} ms; worst of the first ${COLD} ${cold.toFixed(0)} ms` }
}

/** As its page opens it: the drawing and the events are asked for at once. */
async function opened({ url, add, start }: Served): Promise<readonly Row[]> {
  const steps = Array.from({ length: STEPS }, (_, at): Step => ({ name: `s${at}`, kind: 'debug' }))
  const document: WorkflowDocument = { eddy: 1, name: 'long', steps }
  const workflowId = await add(document)
  const [first, again]: readonly [number[], number[]] = [[], []]
  for (let run = 0; run < 3; run++) {
    const runId = await start(workflowId)
    await view(url, runId).ended
    for (let asked = 0; asked < 4; asked++) {
      const began = performance.now()
      await Promise.all([fetch(`${url}/trpc/run.get?input=${encodeURIComponent(JSON.stringify({ runId }))}`).then((answer) => answer.text()), view(url, runId).ended])
      const times = asked === 0 ? first : again
      times.push(performance.now() - began)
    }
  }
  return [openRow('open a run for the first time: document and all events', first), openRow('open it again', again)]
}

function openRow(title: string, times: readonly number[]): Row {
  const measured = percentile(times, 0.5)
  return { id: 'D7', title, size: STEPS.toLocaleString('en'), bare: null, eddy: measured, ratio: null, unit: 'ms', measured, gate: 300, stretch: 150, note: `of ${times.length}, most ${Math.max(...times).toFixed(0)} ms` }
}
