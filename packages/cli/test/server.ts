import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { putDatabase } from '@eddy/server/testing/migrated'
import { freePort } from './free-port.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly serverUrl: string
  }
}

const serverFolder = fileURLToPath(new URL('../../../apps/server', import.meta.url))
/** Milliseconds that a start may take on a machine that does other things too. */
const START_MS = 90_000

/** Set up by vitest: a real server for the whole run, with a data folder of its own. Every file gives what it makes there names of its own. Answers with what ends it. */
// oxlint-disable-next-line import/no-default-export -- vitest takes no other
export default async function openServer(project: TestProject): Promise<() => Promise<void>> {
  const data = mkdtempSync(join(tmpdir(), 'eddy-cli-server-'))
  await putDatabase(data)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = spawn(process.execPath, ['bin/eddy-server.mjs'], { cwd: serverFolder, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...project.config.env, EDDY_DATA: data, EDDY_PORT: String(port), EDDY_DEMO: 'off' } })
  const ended = new Promise((resolve) => server.once('exit', resolve))
  const stop = async () => {
    server.kill('SIGTERM')
    await ended
    rmSync(data, { recursive: true, force: true })
  }
  for (const until = Date.now() + START_MS; !(await answers(url)); await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (server.exitCode === null && Date.now() < until) continue
    await stop()
    throw new Error(`The server for the tests did not come up on ${url}; what it said is above.`)
  }
  project.provide('serverUrl', url)
  return stop
}

const answers = (url: string) => fetch(`${url}/health`).then(({ ok }) => ok, () => false)
