import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface Broadcast {
  readonly port: number
  readonly viewers: number
  readonly messages: number
  readonly bytes: number
}

/** Seconds of the processor that a program uses which does nothing but hand out as many bytes in as many messages. */
export async function rawCost({ port, viewers, messages, bytes }: Broadcast): Promise<number> {
  const server = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('raw-broadcast.ts', import.meta.url)), ...[port, viewers, messages, bytes].map(String)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let printed = ''
  server.stdout.on('data', (text: Buffer) => (printed += text.toString()))
  const ended = new Promise((done) => server.once('exit', done))
  const reading = Array.from({ length: viewers }, () => read(`http://127.0.0.1:${port}`))
  await Promise.all([...reading, ended])
  return Number(printed) / 1_000_000
}

async function read(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(url).catch(() => undefined)
    if (!answer?.body) {
      await new Promise((done) => setTimeout(done, 100))
      continue
    }
    const reader = answer.body.getReader()
    while (!(await reader.read()).done);
    return
  }
}
