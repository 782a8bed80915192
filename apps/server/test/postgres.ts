import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

export interface Postgres {
  /** Of a new, empty database. */
  database(): Promise<string>
  /** At once, as a crash would. What was committed is in the machine's cache and stays. */
  kill(): Promise<void>
  start(): Promise<void>
  /** As an administrator does: connections end, nothing is cut off in the middle. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** Where a PostgreSQL server is installed on this machine; undefined when none is. */
export function postgresPrograms(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(':'), ...(existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`) : [])]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
}

/** A real PostgreSQL server in a folder of its own. It refuses to run as root, so there it runs as the user `postgres`. */
export async function startPostgres(programs: string, { fsync = false }: { readonly fsync?: boolean } = {}): Promise<Postgres> {
  const dir = mkdtempSync(join(tmpdir(), 'eddy-postgres-'))
  const user = process.getuid?.() === 0 ? idsOf('postgres') : undefined
  if (user) chownSync(dir, user.uid, user.gid)
  const data = join(dir, 'data')
  execFileSync(join(programs, 'initdb'), ['-D', data, '-U', 'eddy', '-A', 'trust', '-E', 'UTF8', '--no-sync'], { ...user, cwd: dir, stdio: 'ignore' })
  const port = await freePort()
  const url = (name: string) => `postgresql://eddy@127.0.0.1:${port}/${name}`
  const run = () => spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), '-k', dir, '-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200', '-c', `fsync=${fsync ? 'on' : 'off'}`], { ...user, cwd: dir, stdio: 'ignore' })
  let child = run()
  const ended = () => new Promise<void>((resolve) => (child.exitCode !== null || child.signalCode !== null ? resolve() : child.once('exit', () => resolve())))
  const ask = async (sql: string) => {
    const client = new pg.Client({ connectionString: url('postgres') })
    await client.connect()
    try {
      await client.query(sql)
    } finally {
      await client.end()
    }
  }
  const ready = async () => {
    for (let tries = 0; ; tries++) {
      try {
        return await ask('SELECT 1')
      } catch (error) {
        if (tries === 600) throw error
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
  }
  await ready()
  let made = 0
  return {
    async database() {
      const name = `eddy_${++made}`
      await ask(`CREATE DATABASE ${name}`)
      return url(name)
    },
    async kill() {
      // its children end with it; the postmaster itself must not be asked
      process.kill(child.pid ?? 0, 'SIGQUIT')
      await ended()
    },
    async start() {
      child = run()
      await ready()
    },
    async restart() {
      process.kill(child.pid ?? 0, 'SIGINT')
      await ended()
      child = run()
      await ready()
    },
    async close() {
      child.kill('SIGQUIT')
      await ended()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

function idsOf(name: string): { readonly uid: number; readonly gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
