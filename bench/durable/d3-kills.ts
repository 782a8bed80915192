import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Row } from '../rows.ts'
import { doubted, type Scene } from './scene.ts'

const KILLS = Number(process.env['EDDY_BENCH_KILLS'] ?? 200)
const STEPS = 10
const LONGEST_MS = 1500

/** D3: a process that carries out runs is killed with -9 at random moments; what it had acknowledged is there, and what was recorded is not done again. */
export async function kills(scene: Scene, add: (row: Row) => void): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'eddy-kills-'))
  const world = join(dir, 'world')
  try {
    const id = await scene.add(doubted('d3', STEPS))
    const acknowledged: string[] = []
    const begin = () => victim({ url: scene.url, world, id }, (runId) => acknowledged.push(runId))
    // the next is loaded while one works
    let next = begin()
    for (let kill = 0; kill < KILLS; kill++) {
      const { child, ready } = next
      await ready
      next = begin()
      child.stdin?.write('go\n')
      await sleep(Math.random() * LONGEST_MS)
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
    }
    const { child, ready } = next
    await ready
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    child.stdin?.write('finish\n')
    if ((await ended) !== 0) throw new Error('what was left could not be finished')
    const { faults, repeated, effects } = await judge(scene, { acknowledged, world })
    if (acknowledged.length === 0) throw new Error('nothing was acknowledged: nothing was tried')
    if (faults.length > 0) throw new Error(`${faults.length} faults after ${KILLS} kills: ${faults.slice(0, 5).join('; ')}`)
    add({ id: 'D3', title: 'kill -9 at random moments: faults', size: `${KILLS} kills`, bare: null, eddy: faults.length, ratio: null, unit: 'faults', measured: faults.length, gate: 0, stretch: null, note: `${acknowledged.length} acknowledged runs, ${effects} effects; ${repeated} effects were in flight at a death and made again under their key` })
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

interface Task {
  readonly url: string
  readonly world: string
  readonly id: string
}

function victim(task: Task, onAcknowledged: (runId: string) => void): { readonly child: ChildProcess; readonly ready: Promise<void> } {
  const child = spawn(process.execPath, [fileURLToPath(new URL('d3-victim.mjs', import.meta.url)), JSON.stringify(task)], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin?.on('error', () => undefined)
  let text = ''
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (data: Buffer) => {
      text += String(data)
      const lines = text.split('\n')
      text = lines.pop() ?? ''
      for (const line of lines) {
        if (line === 'ready') resolve()
        else onAcknowledged(line)
      }
    })
    child.once('exit', (code) => reject(new Error(`a process that carries out runs ended with ${code}`)))
  })
  ready.catch(() => undefined)
  return { child, ready }
}

interface Judged {
  readonly faults: readonly string[]
  readonly repeated: number
  readonly effects: number
}

/** What the logs and the world say. */
async function judge({ db }: Scene, { acknowledged, world }: { readonly acknowledged: readonly string[]; readonly world: string }): Promise<Judged> {
  const faults: string[] = []
  const { rows: runs } = await db.pool.query<{ id: string; status: string }>('SELECT id, status FROM run')
  const stored = new Map(runs.map(({ id, status }) => [id, status]))
  for (const id of acknowledged) if (!stored.has(id)) faults.push(`the run ${id} was acknowledged and is lost`)
  for (const { id, status } of runs) if (status !== 'succeeded') faults.push(`the run ${id} is ${status}`)
  const { rows: gaps } = await db.pool.query<{ run_id: string }>('SELECT run_id FROM run_event GROUP BY run_id HAVING max(seq) <> count(*)')
  for (const { run_id } of gaps) faults.push(`the log of ${run_id} has a gap`)
  const { rows: steps } = await db.pool.query<{ run_id: string; step: string; started: number; succeeded: number; after: boolean }>(`
    SELECT run_id, step, (count(*) FILTER (WHERE type = 'step.started'))::int AS started, (count(*) FILTER (WHERE type = 'step.succeeded'))::int AS succeeded,
      max(seq) FILTER (WHERE type = 'step.started') > min(seq) FILTER (WHERE type = 'step.succeeded') AS after
    FROM run_event WHERE step IS NOT NULL GROUP BY run_id, step`)
  const done = new Map<string, number>()
  for (const line of readFileSync(world, 'utf8').split('\n').filter(Boolean)) done.set(line, (done.get(line) ?? 0) + 1)
  let repeated = 0
  for (const { run_id, step, started, succeeded, after } of steps) {
    const times = done.get(`${run_id} ${step}`) ?? 0
    repeated += Math.max(0, times - 1)
    if (succeeded !== 1) faults.push(`${step} of ${run_id} has ${succeeded} successes`)
    if (after) faults.push(`${step} of ${run_id} was begun again after its success`)
    if (times < 1 || times > started) faults.push(`${step} of ${run_id} was done ${times} times and begun ${started} times`)
  }
  if (steps.length !== runs.length * STEPS) faults.push(`${steps.length} steps in ${runs.length} runs`)
  return { faults, repeated, effects: [...done.values()].reduce((sum, times) => sum + times, 0) }
}
