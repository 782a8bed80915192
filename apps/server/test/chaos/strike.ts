import { writeFileSync } from 'node:fs'
import pg from 'pg'
import type { Postgres } from '../postgres.ts'
import type { ServerProcess } from '../server-process.ts'
import type { Random } from './random.ts'

/** What is done in a round; a seed always gives the same. */
export const BLOWS = ['kill', 'kill both', 'stand still', 'drain', 'database dies', 'database restarts', 'connections drop', 'clock jumps', 'none'] as const
export type Blow = (typeof BLOWS)[number]

/** How long a server that says nothing counts as alive. */
export const LEASE_MS = 1000
const WAIT_MS = 300
const LARGEST_JUMP_MS = 3000

export interface Scene {
  readonly servers: ServerProcess[]
  readonly postgres: Postgres
  readonly url: string
  readonly random: Random
  /** Where servers read how far off their clocks are. */
  readonly clock: string
  readonly start: () => Promise<ServerProcess>
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Does it, and sees to it that two servers and a database are there again. */
export async function strike(blow: Blow, scene: Scene): Promise<void> {
  const { random } = scene
  await sleep(random.below(WAIT_MS))
  const at = random.below(scene.servers.length)
  const much = random.below(1000)
  await STRIKES[blow](scene, { at, much })
}

interface Chance {
  /** Which of the servers. */
  readonly at: number
  /** From 0 to 999. */
  readonly much: number
}

const STRIKES: { readonly [B in Blow]: (scene: Scene, chance: Chance) => Promise<unknown> } = {
  kill: (scene, { at }) => restart(scene, at, 'SIGKILL'),
  drain: (scene, { at }) => restart(scene, at, 'SIGTERM'),
  'kill both': (scene) => Promise.all([restart(scene, 0, 'SIGKILL'), restart(scene, 1, 'SIGKILL')]),
  'stand still': async ({ servers }, { at }) => {
    const { child } = servers[at] ?? {}
    child?.kill('SIGSTOP')
    await sleep(LEASE_MS * 1.6)
    child?.kill('SIGCONT')
  },
  'database dies': async ({ postgres }, { much }) => {
    await postgres.kill()
    await sleep(much)
    await postgres.start()
  },
  'database restarts': ({ postgres }) => postgres.restart(),
  'connections drop': async ({ url }) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()')
    await client.end()
  },
  'clock jumps': async ({ servers, clock }, { at, much }) => {
    writeFileSync(clock, String(Math.round((much / 500 - 1) * LARGEST_JUMP_MS)))
    servers[at]?.child.kill('SIGUSR2')
  },
  none: () => sleep(0),
}

async function restart({ servers, start }: Scene, at: number, signal: NodeJS.Signals): Promise<void> {
  await servers[at]?.stop(signal)
  servers[at] = await start()
}
