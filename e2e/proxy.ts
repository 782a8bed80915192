import { createServer, request, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { SECOND_PORT, SERVER_PORT } from './ports.ts'

export interface Proxy {
  readonly url: string
  /** Nothing more goes over the WebSockets that are open, though nobody closes them, as when a machine has slept; new ones work. */
  freeze(): void
  close(): Promise<void>
}

/** What companies have between a browser and a server. `sockets`: what becomes of WebSockets; some refuse them, some take them and answer nothing. */
export async function startProxy({ sockets }: { readonly sockets: 'passed' | 'refused' | 'swallowed' }): Promise<Proxy> {
  const open = new Set<Duplex>()
  const live = new Set<Duplex>()
  const ask = ({ method, url, headers }: IncomingMessage) => request({ host: '127.0.0.1', port: SERVER_PORT, method, path: url, headers, agent: false })
  const server = createServer((from, to) => {
    const asking = ask(from)
    asking.on('response', (answer) => void answer.pipe(to.writeHead(answer.statusCode ?? 502, answer.headers))).on('error', () => to.destroy())
    to.on('close', () => asking.destroy())
    from.pipe(asking)
  })
  server.on('upgrade', (from: IncomingMessage, to: Duplex) => {
    if (sockets === 'swallowed') return
    if (sockets === 'refused') return void to.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
    const asking = ask(from)
    asking.on('upgrade', ({ rawHeaders }, upstream, first) => {
      const head = rawHeaders.map((word, at) => (at % 2 === 0 ? `${word}: ` : `${word}\r\n`)).join('')
      to.write(`HTTP/1.1 101 Switching Protocols\r\n${head}\r\n`)
      // what came in one piece with the answer
      to.write(first)
      for (const socket of [to, upstream]) live.add(socket)
      open.add(upstream)
      to.pipe(upstream).pipe(to)
      for (const [one, other] of [[to, upstream], [upstream, to]] as const) one.on('error', () => other.destroy()).on('close', () => other.destroy())
    })
    asking.on('error', () => to.destroy()).end()
  })
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(SECOND_PORT, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${SECOND_PORT}`,
    freeze() {
      for (const socket of live) socket.unpipe().pause()
      live.clear()
    },
    async close() {
      for (const socket of open) socket.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
