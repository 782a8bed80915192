import { spawn } from 'node:child_process'
import { GiveBack, TaskFailure, type Task } from '@eddy/client'

/** The command cannot be begun: every task would fail of it, so none is taken. */
export class NoCommand extends GiveBack {}

export interface Doing {
  /** Aborted: the command is told to stop. */
  readonly signal: AbortSignal
  readonly onStderr: (text: string) => void
}

/** Of sysexits.h: another time, or another worker, may do it. */
const GIVES_BACK = 75
/** Of the stderr of a command that fails. */
const MOST_OF_STDERR = 2000

/** Runs the command for one task: the payload on stdin as JSON, what it prints is the result. */
export function doTask([program = '', ...args]: readonly string[], task: Task, { signal, onStderr }: Doing): Promise<unknown> {
  const child = spawn(program, args, { env: { ...process.env, ...variables(task) }, stdio: ['pipe', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stdout.on('data', (data) => (out += String(data)))
  child.stderr.on('data', (data) => {
    err = (err + String(data)).slice(-MOST_OF_STDERR)
    onStderr(String(data))
  })
  // a command may end without having read it
  child.stdin.on('error', () => undefined)
  child.stdin.end(`${JSON.stringify(task.payload)}\n`)
  const stop = () => void child.kill('SIGTERM')
  signal.addEventListener('abort', stop, { once: true })
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new NoCommand(`The command "${program}" cannot be run: ${error.message}. Its task was given back.`)))
    child.on('close', (code, killed) => {
      signal.removeEventListener('abort', stop)
      if (code === 0) return resolve(valueOf(out))
      if (code === GIVES_BACK) return reject(new GiveBack(err.trim() || 'the command gives it back'))
      reject(new TaskFailure(err.trim() || `"${program}" ended with ${killed ?? `exit code ${String(code)}`}`, { code: killed ? 'COMMAND_STOPPED' : `EXIT_${String(code)}` }))
    })
  })
}

function variables({ taskId, runId, step, attempt, queue, purpose, idempotencyKey }: Task): NodeJS.ProcessEnv {
  return { EDDY_TASK: taskId, EDDY_RUN: runId, EDDY_STEP: step, EDDY_ATTEMPT: String(attempt), EDDY_QUEUE: queue, EDDY_PURPOSE: purpose, EDDY_IDEMPOTENCY_KEY: idempotencyKey }
}

/** JSON, else the text as it is; nothing is null. */
function valueOf(out: string): unknown {
  const text = out.trim()
  if (text === '') return null
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
