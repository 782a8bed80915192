import pg from 'pg'
import type { RunEvent } from '@eddy/engine'
import type { Demo } from '@eddy/demo'
import type { Postgres } from '../postgres.ts'
import { startServerProcess, type ServerProcess } from '../server-process.ts'
import { faultsOfRun } from './faults-of-run.ts'
import { createRandom, type Random } from './random.ts'

export interface ChaosOptions {
  readonly postgres: Postgres
  readonly demo: Demo
  readonly dataDir: string
  readonly seed: number
  readonly rounds: number
  readonly tell?: (line: string) => void
}

/** What was done in a round; a seed always gives the same. */
const BLOWS = ['kill', 'kill both', 'stand still', 'drain', 'database', 'none'] as const
type Blow = (typeof BLOWS)[number]

const LEASE_MS = 1500
const RUNS_IN_A_ROUND = 8
const PATIENCE_MS = 60_000

interface Started {
  readonly runId: string
  readonly expected: 'succeeded' | 'rolled_back'
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * Two servers on one PostgreSQL under load, and something bad in each round. Answers with what was wrong afterwards: acknowledged runs that are
 * lost, finished steps that were repeated, undos that were doubled, gaps in a log, reservations that nobody has.
 */
export async function runChaos({ postgres, demo, dataDir, seed, rounds, tell = () => undefined }: ChaosOptions): Promise<readonly string[]> {
  const random = createRandom(seed)
  const url = await postgres.database()
  const start = () => startServerProcess({ DATABASE_URL: url, EDDY_DATA: dataDir, EDDY_LEASE_MS: String(LEASE_MS), EDDY_ALLOWED_HOSTS: new URL(demo.url).host })
  const servers: ServerProcess[] = [await start(), await start()]
  const faults: string[] = []
  try {
    const workflows = await makeWorkflows(any(servers, random), demo.url)
    for (let round = 1; round <= rounds && faults.length === 0; round++) {
      demo.reset()
      const blow = random.pick(BLOWS)
      const before = performance.now()
      const striking = strike(blow, { servers, postgres, random, start })
      const started = await Promise.all(Array.from({ length: RUNS_IN_A_ROUND }, (_, n) => startRun({ servers, random, workflows, key: `chaos-${seed}-${round}-${n}` })))
      await striking
      faults.push(...(await wrongAfter(any(servers, random), started, demo)).map((fault) => `seed ${seed}, round ${round} (${blow}): ${fault}`))
      tell(`round ${round}: ${blow}, ${Math.round(performance.now() - before)} ms`)
    }
    if (faults.length > 0) faults.push(...servers.map((server) => `A server said: ${server.output()}`), await lookedAt(url))
    return faults
  } finally {
    await Promise.all(servers.map((server) => server.stop('SIGKILL')))
  }
}

/** What the database shows, to find the cause. */
async function lookedAt(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const shown: string[] = []
    for (const sql of ['SELECT id, status, owner_id, fence, last_seq FROM run WHERE ended_at IS NULL', 'SELECT id, name, expires_at, now() FROM server', "SELECT pid, state, wait_event_type, wait_event, xact_start, left(query, 100) AS query FROM pg_stat_activity WHERE datname = current_database()"]) {
      shown.push(...(await client.query<object>(sql)).rows.map((row) => JSON.stringify(row)))
    }
    return shown.join('\n')
  } finally {
    await client.end()
  }
}

interface Scene {
  readonly servers: ServerProcess[]
  readonly postgres: Postgres
  readonly random: Random
  readonly start: () => Promise<ServerProcess>
}

async function strike(blow: Blow, { servers, postgres, random, start }: Scene): Promise<void> {
  await sleep(random.below(900))
  const at = random.below(servers.length)
  const restart = async (index: number, signal: NodeJS.Signals) => {
    await servers[index]?.stop(signal)
    servers[index] = await start()
  }
  if (blow === 'kill') await restart(at, 'SIGKILL')
  else if (blow === 'drain') await restart(at, 'SIGTERM')
  else if (blow === 'kill both') await Promise.all([restart(0, 'SIGKILL'), restart(1, 'SIGKILL')])
  else if (blow === 'database') {
    await postgres.kill()
    await sleep(random.below(1500))
    await postgres.start()
  } else if (blow === 'stand still') {
    const { child } = servers[at] ?? {}
    child?.kill('SIGSTOP')
    await sleep(LEASE_MS * 2)
    child?.kill('SIGCONT')
  }
}

async function makeWorkflows({ api }: ServerProcess, demoUrl: string): Promise<{ readonly good: string; readonly bad: string }> {
  const reserve = (kind: string, waitFor: readonly string[], more: object = {}) => ({ name: kind, kind: 'http.request', waitFor, undo: 'cancel', onInterrupt: 'retry', config: { method: 'POST', url: `${demoUrl}/reservations`, body: { kind, delayMs: 120, ...more } } })
  const cancel = { name: 'cancel', kind: 'http.request', arguments: [{ name: 'id', from: { origin: 'value' }, path: ['body', 'id'] }], config: { method: 'DELETE', url: `${demoUrl}/reservations/{{ id }}`, timeout: 'PT10S' }, retry: { max: 5 } }
  const make = async (name: string, more: object) => (await api.workflow.create.mutate({ document: { eddy: 1, name, steps: [reserve('flight', []), reserve('hotel', []), { name: 'pause', kind: 'wait.timer', waitFor: ['flight', 'hotel'], config: { duration: 'PT0.3S' } }, reserve('car', ['pause'], more)], handlers: [cancel] } as never })).id
  return { good: await make('good', {}), bad: await make('bad', { fail: true }) }
}

/** Asks until somebody has accepted it: from then on it must not be lost. */
async function startRun({ servers, random, workflows, key }: { readonly servers: readonly ServerProcess[]; readonly random: Random; readonly workflows: { readonly good: string; readonly bad: string }; readonly key: string }): Promise<Started> {
  const good = random.below(2) === 0
  await sleep(random.below(800))
  for (const until = Date.now() + PATIENCE_MS; ; ) {
    try {
      const { runId } = await any(servers, random).api.run.start.mutate({ workflowId: good ? workflows.good : workflows.bad, input: {}, idempotencyKey: key })
      return { runId, expected: good ? 'succeeded' : 'rolled_back' }
    } catch (error) {
      if (Date.now() > until) throw error
      await sleep(100)
    }
  }
}

async function wrongAfter(server: ServerProcess, started: readonly Started[], demo: Demo): Promise<readonly string[]> {
  const faults: string[] = []
  for (const { runId, expected } of started) {
    const status = await settled(server, runId, expected)
    const { events } = await server.api.run.log.query({ runId })
    if (status !== expected) faults.push(`the run ${runId} is ${status}, not ${expected}; its log ends with ${JSON.stringify(events.slice(-5))}`)
    // the API hands out what the engine has recorded
    faults.push(...faultsOfRun(runId, events as readonly RunEvent[]))
  }
  const left = ((await (await fetch(`${demo.url}/reservations`)).json()) as unknown[]).length
  const wanted = started.filter(({ expected }) => expected === 'succeeded').length * 3
  if (faults.length === 0 && left !== wanted) faults.push(`${left} reservations are left, and ${wanted} runs of all have a right to be`)
  return faults
}

async function settled({ api }: ServerProcess, runId: string, expected: string): Promise<string> {
  let status = 'unknown'
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until && status !== expected; await sleep(50)) {
    status = await api.run.get.query({ runId }).then((run) => run.status, () => 'unknown')
    if (['failed', 'cancelled', 'rollback_incomplete', 'halted'].includes(status)) break
  }
  return status
}

function any(servers: readonly ServerProcess[], random: Random): ServerProcess {
  return random.pick(servers)
}
