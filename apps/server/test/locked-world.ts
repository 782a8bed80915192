import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A world with rooms, which runs go into by `POST /in/{room}` and out of by `POST /out/{room}`; it writes down who is inside together. */
export class LockedWorld {
  readonly #server: Server
  readonly #inside = new Map<string, Set<string>>()
  readonly #most = new Map<string, number>()
  readonly #came = new Map<string, { readonly run: string; readonly at: number }[]>()
  #held: Promise<void> | undefined

  constructor() {
    this.#server = createServer((request, response) => {
      const [, way = '', room = ''] = (request.url ?? '').split('/')
      // the key begins with the run; who asks again is inside already
      const run = String(request.headers['idempotency-key']).split('/')[0] ?? ''
      if (way === 'in') this.#goIn(room, run)
      else this.#inside.get(room)?.delete(run)
      void (this.#held ?? Promise.resolve()).then(() => response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}'))
    })
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Two steps that go into a room and out of it. */
  steps(room: string): readonly object[] {
    const go = (way: string) => ({ name: way, kind: 'http.request', onInterrupt: 'retry', config: { method: 'POST', url: `http://${this.host}/${way}/${room}` } })
    return [go('in'), { ...go('out'), waitFor: ['in'] }]
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

  /** How many runs have been inside of the room together, at most. */
  most(room: string): number {
    return this.#most.get(room) ?? 0
  }

  inside(room: string): readonly string[] {
    return [...(this.#inside.get(room) ?? [])]
  }

  /** Who has come, in order, each once, and when. */
  came(room: string): readonly { readonly run: string; readonly at: number }[] {
    return this.#came.get(room) ?? []
  }

  #goIn(room: string, run: string): void {
    const came = this.#came.get(room) ?? []
    this.#came.set(room, came)
    if (!came.some((one) => one.run === run)) came.push({ run, at: Date.now() })
    const inside = this.#inside.get(room) ?? new Set()
    this.#inside.set(room, inside.add(run))
    this.#most.set(room, Math.max(this.most(room), inside.size))
  }
}
