import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'vitest'
import type { ServerProcess } from '../server-process.ts'

const RUNS = 12
const STEPS = 5
export const STEP_MS = 150

/** A load of runs, each a chain of effects that may be repeated, on a world of its own that counts them. */
export class EffectsLoad {
  readonly runs = RUNS
  readonly #world: Server
  /** How often the world was asked for an effect, by idempotency key. */
  readonly #asked = new Map<string, number>()
  /** While it is set, nothing is answered. */
  #held: Promise<void> | undefined

  constructor() {
    this.#world = createServer((request, response) => {
      const key = String(request.headers['idempotency-key'])
      this.#asked.set(key, (this.#asked.get(key) ?? 0) + 1)
      const answer = () => setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}'), STEP_MS)
      void (this.#held ?? Promise.resolve()).then(answer)
    })
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#world.listen(0, '127.0.0.1', resolve))
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.#world.close(resolve))
  }

  get host(): string {
    return `127.0.0.1:${(this.#world.address() as AddressInfo).port}`
  }

  /** From now on nothing is answered, until the call that it gives. */
  hold(): () => void {
    let release = () => {}
    this.#held = new Promise((resolve) => (release = resolve))
    return () => {
      this.#held = undefined
      release()
    }
  }

  async start(server: ServerProcess): Promise<readonly string[]> {
    const steps = Array.from({ length: STEPS }, (_, index) => ({ name: `s${index}`, kind: 'http.request', onInterrupt: 'retry', config: { method: 'POST', url: `http://${this.host}/` }, ...(index > 0 ? { waitFor: [`s${index - 1}`] } : {}) }))
    const workflow = await server.api.workflow.create.mutate({ document: { eddy: 1, name: 'load', steps } as never })
    return Promise.all(Array.from({ length: RUNS }, async () => (await server.api.run.start.mutate({ workflowId: workflow.id, input: {} })).runId))
  }

  /** Until every run of the load has an effect in flight, or had one. */
  async underWay(runIds: readonly string[]): Promise<void> {
    await expect.poll(() => runIds.filter((runId) => this.#asked.has(`${runId}/s0/1`)).length, { interval: 10 }).toBe(RUNS)
  }

  /**
   * Nothing lost, nothing doubled: every run succeeds, its log has no gap, each step succeeds once, and the world was asked no oftener than the log says.
   * Gives how many attempts were interrupted.
   */
  async account(server: ServerProcess, runIds: readonly string[]): Promise<number> {
    let interrupted = 0
    for (const runId of runIds) {
      await expect.poll(async () => (await server.api.run.get.query({ runId })).status, { timeout: 60_000, interval: 100 }).toBe('succeeded')
      const log = await eventsOf(server, runId)
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1))
      for (let index = 0; index < STEPS; index++) {
        const of = (type: string) => log.filter((event) => event.type === type && event.step === `s${index}`).length
        expect(of('step.succeeded')).toBe(1)
        expect(of('step.started')).toBe(1 + of('step.interrupted'))
        expect(this.#asked.get(`${runId}/s${index}/1`) ?? 0).toBeLessThanOrEqual(of('step.started'))
        interrupted += of('step.interrupted')
      }
    }
    return interrupted
  }
}

export const eventsOf = async (server: ServerProcess, runId: string) => (await server.api.run.log.query({ runId })).events
