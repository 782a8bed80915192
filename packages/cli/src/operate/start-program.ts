import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const PROGRAMS = {
  server: fileURLToPath(new URL('../../../../apps/server/bin/eddy-server.mjs', import.meta.url)),
  worker: fileURLToPath(new URL('../../../../apps/worker/bin/eddy-worker.mjs', import.meta.url)),
} as const

/** Runs a program of Eddy in this terminal until it ends, and passes on the signals that should end it. Answers its exit code. */
export function startProgram(program: keyof typeof PROGRAMS, variables: { readonly [name: string]: string | undefined } = {}): Promise<number> {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined))
  const child = spawn(process.execPath, [PROGRAMS[program]], { stdio: 'inherit', env: { ...process.env, ...given } })
  const signals = ['SIGINT', 'SIGTERM'] as const
  const listeners = signals.map((signal) => {
    const pass = () => void child.kill(signal)
    process.on(signal, pass)
    return () => process.off(signal, pass)
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      for (const stop of listeners) stop()
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]))
    })
  })
}
