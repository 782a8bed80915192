import { spawn } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEMO_PORT, SERVER_PORT, SERVER_URL } from './ports.ts'

/** Milliseconds that a start may take on a machine that does other things too. */
const START_MS = 240_000
/** Milliseconds that a stop may take before the server is killed. */
const STOP_MS = 5000

/**
 * Starts the built server with an empty data folder, and answers with how to stop it.
 * Its log is in `test-results/`, a file for each start.
 */
export async function startOwnServer(name: string): Promise<() => Promise<void>> {
  if (await answers()) throw new Error(`Something answers on ${SERVER_URL} already: stop it, or choose other ports with EDDY_E2E_PORT.`)
  const data = mkdtempSync(join(tmpdir(), 'eddy-e2e-'))
  await mkdir('test-results', { recursive: true })
  const log = createWriteStream(join('test-results', `${name}.log`))
  const server = spawn(process.execPath, ['bin/eddy-server.mjs'], { cwd: '../apps/server', env: { ...process.env, EDDY_PORT: String(SERVER_PORT), EDDY_DATA: data, EDDY_DEMO_PORT: String(DEMO_PORT) }, stdio: ['ignore', 'pipe', 'pipe'] })
  server.stdout.pipe(log, { end: false })
  server.stderr.pipe(log, { end: false })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const kill = () => void server.kill('SIGKILL')
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
