import type { Server } from './server.ts'

/** What of a server it takes to end it. */
type Stopping = Pick<Server, 'drain' | 'close'>

export interface StopOptions {
  /** How long steps in flight are waited for. */
  readonly drainMs: number
  /** How long all goes on as ever before that. */
  readonly unreadyMs: number
  readonly say: (sentence: string) => void
}

/** A terminal tells the whole group, and whoever started this passes it on: what comes so soon after the first is the same wish. */
const SAME_MS = 500

/**
 * Lets steps in flight end when the process is told to stop; told again, it stops at once, as a crash would, which loses nothing either. A server that
 * is still starting has taken up runs, maybe: it stops as soon as it has started. Who starts it sees to a start that fails.
 */
export function stopOnSignals(starting: Promise<Stopping>, { drainMs, unreadyMs, say }: StopOptions): void {
  let toldAt: number | undefined
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      const now = performance.now()
      if (toldAt === undefined) stop()
      else if (now - toldAt > SAME_MS) process.exit(1)
      toldAt ??= now
    })
  }
  let started = false
  void starting.then(() => (started = true), () => undefined)
  const stop = () => {
    if (!started) say('Eddy is told to stop while it starts: it does so as soon as it has started. Told again, it stops at once.')
    starting.then(stopStarted, () => undefined)
  }
  const stopStarted = (server: Stopping) => {
    say(`Eddy is stopping: ${unreadyMs > 0 ? `in ${unreadyMs} ms ` : ''}nothing more begins, and steps in flight have ${drainMs} ms to end. Told again, it stops at once.`)
    end(server, say, drainMs).then(
      () => process.exit(0),
      (error: unknown) => {
        say(`Eddy could not stop in order: ${error instanceof Error ? error.message : String(error)}`)
        process.exit(1)
      },
    )
  }
}

async function end(server: Stopping, say: StopOptions['say'], drainMs: number): Promise<void> {
  const { calm, cut } = await server.drain(drainMs)
  if (cut > 0) say(`${cut} run${cut === 1 ? ' has' : 's have'} steps that did not end in time; what they did is in doubt until somebody takes the runs up.`)
  await server.close()
  say(`Eddy has stopped; ${calm} run${calm === 1 ? '' : 's'} had nothing in flight.`)
}
