import { spawn } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEMO_PORT, RESTATE, RESTATE_PORTS, SERVER_PORT, SERVER_URL } from './ports.ts'

/** Milliseconds that a start may take on a machine that does other things too. */
const START_MS = 240_000
/** Milliseconds that a stop may take before the server is killed. */
const STOP_MS = 5000

/** What is started, from the root: the server alone; or with Restate and step workers, as `npm run start:distributed` does after its build. */
const PROGRAM = RESTATE ? { args: ['--input-type=module', '--eval', `(await import('./scripts/start-distributed.mjs')).startDistributed(process.env)`], cwd: '..' } : { args: ['bin/eddy-server.mjs'], cwd: '../apps/server' }
const PORTS = {
  EDDY_PORT: String(SERVER_PORT),
  EDDY_DEMO_PORT: String(DEMO_PORT),
  ...(RESTATE && { EDDY_ENDPOINT_PORT: String(RESTATE_PORTS.endpoint), EDDY_GATEWAY_PORT: String(RESTATE_PORTS.gateway), EDDY_RESTATE_PORT: String(RESTATE_PORTS.restate) }),
}

/**
 * Starts the built server with an empty data folder, and answers with how to stop it. With EDDY_E2E_ENGINE=restate its runs are in the hands of Restate.
 * Its log is in `test-results/`, a file for each start.
 */
export async function startOwnServer(name: string): Promise<() => Promise<void>> {
  if (await answers()) throw new Error(`Something answers on ${SERVER_URL} already: stop it, or choose other ports with EDDY_E2E_PORT.`)
  const data = mkdtempSync(join(tmpdir(), 'eddy-e2e-'))
  await mkdir('test-results', { recursive: true })
  const log = createWriteStream(join('test-results', `${name}.log`))
  const server = spawn(process.execPath, PROGRAM.args, { cwd: PROGRAM.cwd, env: { ...process.env, ...PORTS, EDDY_DATA: data }, stdio: ['ignore', 'pipe', 'pipe'], detached: RESTATE })
  server.stdout.pipe(log, { end: false })
  server.stderr.pipe(log, { end: false })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  // with all that it has started
  const kill = () => void (RESTATE && server.pid !== undefined ? process.kill(-server.pid, 'SIGKILL') : server.kill('SIGKILL'))
  // a worker that is stopped in the middle leaves no server behind
  process.once('exit', kill)
  const stop = async () => {
    server.kill('SIGTERM')
    const late = setTimeout(kill, STOP_MS)
    await ended
    clearTimeout(late)
    process.off('exit', kill)
    log.end()
    rmSync(data, { recursive: true, force: true })
  }
  const deadline = Date.now() + START_MS
  while (!(await answers())) {
    if (server.exitCode !== null || Date.now() > deadline) {
      await stop()
      throw new Error(`The server did not come up on ${SERVER_URL}; what it said is in e2e/test-results/${name}.log.`)
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return stop
}

const answers = () => fetch(`${SERVER_URL}/health`).then(({ ok }) => ok, () => false)
