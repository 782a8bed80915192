import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface WorkerProcess {
  readonly child: ChildProcess
  readonly output: () => string
  stop(signal: NodeJS.Signals): Promise<number | null>
}

const OWN_PROGRAM = [fileURLToPath(new URL('../../worker/bin/eddy-worker.mjs', import.meta.url))]

/** A real step worker in a process of its own; resolves when the server has let it in. `program`: what Node is given, in place of the worker's own. */
export function startWorkerProcess(env: NodeJS.ProcessEnv, program: readonly string[] = OWN_PROGRAM): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [...program], { cwd: fileURLToPath(new URL('../../worker', import.meta.url)), env: { ...process.env, ...env } })
  let output = ''
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  return new Promise((resolve, reject) => {
    const read = (data: Buffer) => {
      output += String(data)
      if (output.includes('takes steps from')) resolve({ child, output: () => output, stop: (signal) => (child.kill(signal), ended) })
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then((code) => reject(new Error(`the worker ended with ${code}: ${output}`)))
  })
}
