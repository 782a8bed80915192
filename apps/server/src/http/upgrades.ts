import type { Server, IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** About what a request offers beside itself, for the next on the line alone. */
const OFFERS: ReadonlySet<string> = new Set(['connection', 'upgrade', 'http2-settings'])

/**
 * Leaves what offers another protocol than WebSockets a request like any other. With anybody listening for upgrades Node.js takes all
 * offers for orders, and clients that offer HTTP/2 with every first request, as Java's does, would be turned away.
 */
export function passOtherUpgrades(server: Server): void {
  const takers = server.listeners('upgrade')
  server.removeAllListeners('upgrade').on('upgrade', (request, socket, head) => {
    if (request.headers.upgrade?.toLowerCase() !== 'websocket') return readAgain(server, request, { socket, head })
    for (const take of takers) take.call(server, request, socket, head)
  })
}

/** As if it had come without the offer: its head is put back before what follows, and read once more. */
function readAgain(server: Server, { method, url, httpVersion, rawHeaders }: IncomingMessage, { socket, head }: { readonly socket: Duplex; readonly head: Buffer }): void {
  const lines = [`${method} ${url} HTTP/${httpVersion}`]
  for (let at = 0; at < rawHeaders.length; at += 2) if (!OFFERS.has(String(rawHeaders[at]).toLowerCase())) lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`)
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]))
  server.emit('connection', socket)
}
