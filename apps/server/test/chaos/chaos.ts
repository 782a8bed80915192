import { join } from 'node:path'
import type { Demo } from '@eddy/demo'
import type { Postgres } from '../postgres.ts'
import { SpareServers, type ServerProcess } from '../server-process.ts'
import { faultsOfRun } from './faults-of-run.ts'
import { createRandom, type Random } from './random.ts'
import { StoredRuns } from './stored-runs.ts'
import { BLOWS, LEASE_MS, strike } from './strike.ts'

export interface ChaosOptions {
  readonly postgres: Postgres
  readonly demo: Demo
  readonly dataDir: string
  readonly seed: number
  readonly rounds: number
  readonly tell?: (line: string) => void
}

const SERVERS = 2
const RUNS_IN_A_ROUND = 4
/** Rounds whose runs may still be under way: a blow does not wait until those before it have been got over. */
const ROUNDS_BEHIND = 4
const PATIENCE_MS = 240_000
const EFFECTS_OF_A_RUN = 3

interface Started {
  readonly runId: string
  readonly expected: 'succeeded' | 'rolled_back'
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * Two servers on one PostgreSQL under load, and something bad in each round. Answers with what was wrong afterwards: acknowledged runs that are
 * lost, finished steps that were repeated, undos that were doubled, gaps in a log, reservations that nobody has, a schedule that fired twice.
 */
export async function runChaos({ postgres, demo, dataDir, seed, rounds, tell = () => undefined }: ChaosOptions): Promise<readonly string[]> {
  // the blows of a seed are always the same; who is asked, and how often, depends on time
  const blows = createRandom(seed)
  const random = createRandom(seed + 1)
  const url = await postgres.database()
  const clock = join(dataDir, 'clock')
  const shifting = [process.env['NODE_OPTIONS'], '--import', new URL('shifted-clock.mjs', import.meta.url).href].join(' ').trim()
  const spares = new SpareServers({ DATABASE_URL: url, EDDY_DATA: dataDir, EDDY_LEASE_MS: String(LEASE_MS), EDDY_ALLOWED_HOSTS: new URL(demo.url).host, NODE_OPTIONS: shifting, EDDY_TEST_CLOCK: clock, EDDY_DRAIN_MS: '500', EDDY_SNAPSHOT_EVERY: '5' }, SERVERS)
  const start = () => spares.start()
  const servers: ServerProcess[] = await Promise.all(Array.from({ length: SERVERS }, start))
  const stored = new StoredRuns(url)
  const faults: string[] = []
  const all: Started[] = []
  const checks: Promise<void>[] = []
  try {
    const workflows = await makeWorkflows(random.pick(servers), demo.url)
    for (let round = 1; round <= rounds && faults.length === 0; round++) {
      const blow = blows.pick(BLOWS)
      const before = performance.now()
      const starting = Promise.all(Array.from({ length: RUNS_IN_A_ROUND }, (_, n) => startRun({ servers, random, workflows, key: `chaos-${seed}-${round}-${n}` })))
      await strike(blow, { servers, postgres, url, random: blows, clock, start })
      tell(`round ${round}: ${blow}, ${Math.round(performance.now() - before)} ms`)
      checks.push(starting.then(async (started) => {
        all.push(...started)
        faults.push(...(await wrongWith(stored, started)).map((fault) => `seed ${seed}, round ${round} (${blow}): ${fault}`))
      }).catch((error: unknown) => {
        faults.push(`seed ${seed}, round ${round} (${blow}): ${String(error)}`)
      }))
      await checks.at(-ROUNDS_BEHIND)
    }
    await Promise.all(checks)
    if (faults.length === 0) faults.push(...(await wrongInTheEnd(stored, all, demo)).map((fault) => `seed ${seed}: ${fault}`))
    tell(`${all.length} runs; the schedule started ${await stored.fired()}`)
    if (faults.length > 0) faults.push(...servers.map((server) => `A server said: ${server.output().slice(-20_000)}`), await stored.shown())
    return faults
  } finally {
    spares.close()
    await Promise.all(servers.map((server) => server.stop('SIGKILL')))
  }
}

async function makeWorkflows({ api }: ServerProcess, demoUrl: string): Promise<{ readonly good: string; readonly bad: string }> {
  const reserve = (kind: string, waitFor: readonly string[], more: object = {}) => ({ name: kind, kind: 'http.request', waitFor, undo: 'cancel', onInterrupt: 'retry', config: { method: 'POST', url: `${demoUrl}/reservations`, body: { kind, delayMs: 120, ...more } } })
  const cancel = { name: 'cancel', kind: 'http.request', arguments: [{ name: 'id', from: { origin: 'value' }, path: ['body', 'id'] }], config: { method: 'DELETE', url: `${demoUrl}/reservations/{{ id }}`, timeout: 'PT10S' }, retry: { max: 5 } }
  const make = async (name: string, steps: readonly object[], more: object = {}) => (await api.workflow.create.mutate({ document: { eddy: 1, name, steps, ...more } as never })).id
  const trip = (name: string, more: object) => make(name, [reserve('flight', []), reserve('hotel', []), { name: 'pause', kind: 'wait.timer', waitFor: ['flight', 'hotel'], config: { duration: 'PT0.3S' } }, reserve('car', ['pause'], more)], { handlers: [cancel] })
  const tick = await make('tick', [{ name: 'tick', kind: 'debug' }])
  await api.trigger.save.mutate({ workflowId: tick, settings: { name: 'every second', config: { kind: 'schedule', when: { every: 'interval', interval: 'PT1S' } }, runs: { draft: true } } as never })
  return { good: await trip('good', {}), bad: await trip('bad', { fail: true }) }
}

interface Starting {
  readonly servers: readonly ServerProcess[]
  readonly random: Random
  readonly workflows: { readonly good: string; readonly bad: string }
  readonly key: string
}

/** Asks until somebody has accepted it: from then on it must not be lost. */
async function startRun({ servers, random, workflows, key }: Starting): Promise<Started> {
  const good = random.below(2) === 0
  await sleep(random.below(500))
  for (const until = Date.now() + PATIENCE_MS; ; await sleep(100)) {
    try {
      const { runId } = await random.pick(servers).api.run.start.mutate({ workflowId: good ? workflows.good : workflows.bad, input: {}, idempotencyKey: key })
      return { runId, expected: good ? 'succeeded' : 'rolled_back' }
    } catch (error) {
      if (Date.now() > until) throw error
    }
  }
}

async function wrongWith(stored: StoredRuns, started: readonly Started[]): Promise<readonly string[]> {
  const faults: string[] = []
  const statuses = await stored.settled(new Map(started.map(({ runId, expected }) => [runId, expected])))
  for (const { runId, expected } of started) {
    const events = await stored.log(runId)
    const status = statuses.get(runId) ?? 'lost'
    if (status !== expected) faults.push(`the run ${runId} is ${status}, not ${expected}; its log ends with ${JSON.stringify(events.slice(-5))}`)
    faults.push(...faultsOfRun(runId, events))
  }
  return faults
}

async function wrongInTheEnd(stored: StoredRuns, all: readonly Started[], demo: Demo): Promise<readonly string[]> {
  const left = ((await (await fetch(`${demo.url}/reservations`)).json()) as unknown[]).length
  const wanted = all.filter(({ expected }) => expected === 'succeeded').length * EFFECTS_OF_A_RUN
  return [...(left === wanted ? [] : [`${left} reservations are left, and ${wanted} runs of all have a right to be`]), ...(await stored.firedTwice())]
}
