import fastifyWebsocket from '@fastify/websocket'
import type { FastifyInstance } from 'fastify'
import type { Duplex } from 'node:stream'
import WebSocket, { type WebSocketServer } from 'ws'
import { passOtherUpgrades } from './upgrades.ts'

/** Milliseconds between two pings. A page takes a server that says nothing for 25 s for dead. */
const PING_MS = 10_000
/** Pings that may go without an answer; at the next the connection is dead. */
const UNANSWERED = 2
/** Bytes of a message to the server: pages ask for subscriptions, which are small. */
const MOST_PAYLOAD = 64 * 1024
/** Bytes that may wait for a slow page. It loses its connection above that, and begins anew with how things stand. */
const MOST_WAITING = 4_000_000

/** One that keeps a bounded amount for a page that does not read. */
class BoundedSocket extends WebSocket {
  override send(data: Parameters<WebSocket['send']>[0], ...more: readonly unknown[]): void {
    if (this.bufferedAmount > MOST_WAITING) return this.terminate()
    return (super.send as (...all: readonly unknown[]) => void)(data, ...more)
  }
}

export interface SocketOptions {
  readonly pingMs?: number
}

/**
 * Lets routes take WebSockets. Requests for them come by the same hooks as all others, so what guards those guards these; to be called
 * before any hook refuses, since it closes the connections of those that are refused.
 */
export async function addSockets(app: FastifyInstance, { pingMs = PING_MS }: SocketOptions = {}): Promise<void> {
  await app.register(fastifyWebsocket, {
    // its types are those of the library's CommonJS face
    options: { maxPayload: MOST_PAYLOAD, WebSocket: BoundedSocket as never },
    // their pages come back to whoever is there then: nobody is waited for
    preClose(done) {
      for (const socket of app.websocketServer.clients) socket.terminate()
      app.websocketServer.close()
      // an answer to who asks still would leave its connection open
      app.server.prependListener('upgrade', (_request, socket: Duplex) => void socket.destroy())
      done()
    },
  })
  passOtherUpgrades(app.server)
  const stop = keepAlive(app.websocketServer, pingMs)
  app.addHook('onClose', async () => stop())
}

/** Ends connections whose other side is gone, and lets pages know that theirs stands: they are not told of a WebSocket's own pings. */
function keepAlive(server: WebSocketServer, everyMs: number): () => void {
  const unanswered = new WeakMap<WebSocket, number>()
  server.on('connection', (socket: WebSocket) => {
    const heard = () => unanswered.delete(socket)
    socket.on('pong', heard).on('message', heard)
  })
  const pinging = setInterval(() => {
    for (const socket of server.clients) {
      const count = unanswered.get(socket) ?? 0
      if (count >= UNANSWERED) {
        socket.terminate()
        continue
      }
      unanswered.set(socket, count + 1)
      socket.ping()
      // a full line shows by itself that it stands
      if (socket.bufferedAmount === 0) socket.send('PING')
    }
  }, everyMs).unref()
  return () => clearInterval(pinging)
}
