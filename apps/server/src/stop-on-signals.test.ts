import { afterEach, expect, it, vi } from 'vitest'
import { stopOnSignals } from './stop-on-signals.ts'

const before = new Map((['SIGINT', 'SIGTERM'] as const).map((signal) => [signal, process.listeners(signal)]))
afterEach(() => {
  vi.restoreAllMocks()
  for (const [signal, known] of before) for (const listener of process.listeners(signal)) if (!known.includes(listener)) process.off(signal, listener)
})

it('a server that is told to stop while it starts stops in order when it has started', async () => {
  const said: string[] = []
  const done: string[] = []
  let code: unknown
  const exited = new Promise<void>((resolve) => vi.spyOn(process, 'exit').mockImplementation(((told: unknown) => resolve(void (code = told))) as never))
  let started: (server: { drain(): Promise<{ calm: number; cut: number }>; close(): Promise<void> }) => void = () => undefined
  stopOnSignals(new Promise((resolve) => (started = resolve)), { drainMs: 1, unreadyMs: 0, say: (sentence) => said.push(sentence) })
  process.emit('SIGTERM')
  await new Promise((resolve) => setImmediate(resolve))
  expect(said).toEqual(['Eddy is told to stop while it starts: it does so as soon as it has started. Told again, it stops at once.'])
  expect(code).toBeUndefined()
  started({ drain: async () => (done.push('drained'), { calm: 2, cut: 0 }), close: async () => void done.push('closed') })
  await exited
  expect(code).toBe(0)
  expect(done).toEqual(['drained', 'closed'])
})
