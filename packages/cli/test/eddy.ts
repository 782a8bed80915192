import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { main } from '../src/main.ts'

/** The program, as a person's shell finds it. */
export const PROGRAM = fileURLToPath(new URL('../../../node_modules/.bin/eddy', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** A command in this process: all that the program does with it but to start. `out` and `err` without space around them. */
export async function eddy(...args: readonly string[]): Promise<Ended> {
  const written = { out: '', err: '' }
  const gather = (where: 'out' | 'err') => (text: string) => void (written[where] += `${text}\n`)
  const code = await main(args, { out: gather('out'), err: gather('err') })
  return { code, out: written.out.trim(), err: written.err.trim() }
}

/** The same by the program, in a process of its own: for what only that can show. */
export function program(...args: readonly string[]): Promise<Ended> {
  return programIn(process.env, ...args)
}

/** The same with other environment variables. */
export function programIn(env: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(PROGRAM, args, { env })
    let out = ''
    let err = ''
    child.stdout.on('data', (text) => (out += String(text)))
    child.stderr.on('data', (text) => (err += String(text)))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out: out.trim(), err: err.trim() }))
  })
}
