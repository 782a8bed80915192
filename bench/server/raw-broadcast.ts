// raw-broadcast PORT VIEWERS MESSAGES BYTES: what handing the same bytes to that many connections costs by itself; prints microseconds of the processor.
import { createServer, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds between two messages, as the server leaves at least. */
const PAUSE = 10

const [port = 0, viewers = 0, messages = 0, bytes = 0] = process.argv.slice(2).map(Number)
const message = Buffer.alloc(bytes, 'x')
const open: ServerResponse[] = []

const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write('\n\n')
  open.push(response)
  if (open.length === viewers) void broadcast()
}).listen(port, '127.0.0.1')

async function broadcast(): Promise<void> {
  const before = process.cpuUsage()
  for (let sent = 0; sent < messages; sent++) {
    for (const response of open) response.write(message)
    await sleep(PAUSE)
  }
  const { user, system } = process.cpuUsage(before)
  console.log(user + system)
  for (const response of open) response.end()
  server.close()
}
