import { openSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Outcome } from '@eddy/engine'
import { openDatabase } from '@eddy/server/db'
import { RunHost } from '@eddy/server/run-host'
import { createEvaluator } from '@eddy/steps/run'

// What D3 kills: takes up what is there, and starts runs for as long as it lives; told to finish, it ends when nothing is left.

const AT_ONCE = Number(process.env['EDDY_BENCH_CALLERS'] ?? 20)
const { url, world, id } = JSON.parse(process.argv[2] ?? '') as { readonly url: string; readonly world: string; readonly id: string }
const file = openSync(world, 'a')
const db = await openDatabase({ url })
const lines = createInterface({ input: process.stdin })
// what is loaded late would take up the time that it has to live
await db.prisma.run.findFirst()
writeSync(1, 'ready\n')

const executor = {
  execute: async ({ runId, path }: { readonly runId: string; readonly path: string }): Promise<Outcome> => {
    await sleep(Math.random() * 2)
    // done, whatever becomes of this process
    writeSync(file, `${runId} ${path}\n`)
    await sleep(Math.random() * 2)
    return { kind: 'ok', value: 1 }
  },
}

for await (const line of lines) {
  const host = new RunHost({ db, executor, evaluator: createEvaluator() })
  await host.recover()
  if (line === 'finish') {
    const unfinished = async () => (await db.pool.query<{ count: number }>("SELECT count(*)::int AS count FROM run WHERE status <> 'succeeded'")).rows[0]?.count ?? 0
    while ((await unfinished()) > 0) await sleep(100)
    process.exit(0)
  }
  for (let n = 0; n < AT_ONCE; n++) void keepStarting(host)
}

async function keepStarting(host: RunHost): Promise<void> {
  for (;;) {
    const runId = await host.start({ workflowId: id, input: {} })
    writeSync(1, `${runId}\n`)
    await host.settled(runId)
  }
}
