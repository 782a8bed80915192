import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Row } from '../rows.ts'
import { serve } from '../serve.ts'
import { sleepingRuns } from './copies.ts'
import { scene, type Scene } from './scene.ts'

const RUNS = Number(process.env['EDDY_BENCH_SLEEPING'] ?? 100_000)
/** What starting and taking the runs up has left is collected by then. */
const SETTLE_MS = 90_000
const QUIET_MS = Number(process.env['EDDY_BENCH_QUIET_MS'] ?? 60_000)

/** A process that has nothing to do, and what it has its own PostgreSQL do. */
interface Quiet {
  readonly pid: number
  readonly postmaster: number
}

/** Of a core, in %. */
interface Used {
  readonly process: number
  readonly database: number
}

/** D8 in quiet: servers with runs that sleep and with none, and beside them, in the same minute, a process that only renews a row as a server does; each on a PostgreSQL of its own. */
export async function quiet(add: (row: Row) => void): Promise<void> {
  const ends: (() => Promise<unknown>)[] = []
  try {
    const place = async () => {
      const made = await scene()
      ends.push(() => made.close())
      return made
    }
    const server = async (at: Scene): Promise<Quiet> => {
      const { pid, stop } = await serve(undefined, { NODE_ENV: 'production', DATABASE_URL: at.url })
      ends.push(stop)
      return { pid, postmaster: await postmasterOf(at) }
    }
    const full = await place()
    await sleepingRuns(full, RUNS)
    const asleep = await server(full)
    const none = await server(await place())
    const bare = await renewing(await place(), ends)
    while ((await taken(full)) !== RUNS) await sleep(200)
    await sleep(SETTLE_MS)
    const [ofAsleep, ofNone, ofBare] = await usedBy([asleep, none, bare])
    if (!ofAsleep || !ofNone || !ofBare) throw new Error('nothing was measured')
    const note = `over ${QUIET_MS / 1000} s; bare: a Node process that renews a row every two seconds, as a server does`
    const row = (title: string, { process }: Used, size: number): Row => ({ id: 'D8', title, size: size.toLocaleString('en'), bare: ofBare.process, eddy: process, ratio: process / ofBare.process, unit: '% of a core more than bare', measured: process - ofBare.process, gate: 0.3, stretch: 0.1, note })
    add(row('– in quiet: the server', ofAsleep, RUNS))
    add(row('– in quiet: the server', ofNone, 0))
    add({ id: 'D8', title: '– in quiet: its PostgreSQL', size: RUNS.toLocaleString('en'), bare: ofNone.database, eddy: ofAsleep.database, ratio: ofAsleep.database / ofNone.database, unit: '% of a core more than with none asleep', measured: ofAsleep.database - ofNone.database, gate: 0.3, stretch: 0.1, note: `bare: with none asleep; ${ofBare.database.toFixed(2)} where only a row is renewed` })
  } finally {
    for (const end of ends.toReversed()) await end()
  }
}

/** How many runs a living server has in hand. */
async function taken({ db }: Scene): Promise<number> {
  const { rows } = await db.pool.query<{ count: number }>("SELECT count(*)::int AS count FROM run JOIN server ON server.id = run.owner_id WHERE run.status = 'running'")
  return rows[0]?.count ?? 0
}

async function renewing({ url, db }: Scene, ends: (() => Promise<unknown>)[]): Promise<Quiet> {
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('d8-bare.ts', import.meta.url)), url], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve)
    child.once('exit', (code) => reject(new Error(`the bare process ended with ${code}`)))
  })
  ends.push(() => new Promise((done) => child.once('exit', done).kill('SIGTERM')))
  return { pid: child.pid ?? 0, postmaster: await postmasterOf({ db }) }
}

async function usedBy(all: readonly Quiet[]): Promise<readonly Used[]> {
  const before = all.map((one) => ({ process: ticks(one.pid).own, database: treeTicks(one.postmaster) }))
  await sleep(QUIET_MS)
  // a tick is 10 ms
  const share = (now: number, then = 0) => ((now - then) * 10 * 100) / QUIET_MS
  return all.map((one, n) => ({ process: share(ticks(one.pid).own, before[n]?.process), database: share(treeTicks(one.postmaster), before[n]?.database) }))
}

/** Of the processor: of the process on all of its threads, of children that have ended; and who its parent is. */
function ticks(pid: number): { readonly parent: number; readonly own: number; readonly ended: number } {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ').map(Number) ?? []
  const [, parent = 0] = fields
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15)
  return { parent, own: user + system, ended: endedUser + endedSystem }
}

function treeTicks(root: number): number {
  const { own, ended } = ticks(root)
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).reduce((sum, name) => {
    try {
      const child = ticks(Number(name))
      return child.parent === root ? sum + child.own : sum
    } catch {
      // it has ended meanwhile
      return sum
    }
  }, own + ended)
}

async function postmasterOf({ db }: Pick<Scene, 'db'>): Promise<number> {
  const { rows } = await db.pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  return ticks(rows[0]?.pid ?? 0).parent
}
