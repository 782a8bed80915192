import { createServer, type Http2Session } from 'node:http2'
import type { AddressInfo } from 'node:net'
import type * as Restate from '@restatedev/restate-sdk'
import { RestateNodes, type RestateUrls } from './restate-nodes.ts'
import { restate } from './sdk.ts'

export interface EndpointOptions {
  readonly services: Parameters<typeof Restate.createEndpointHandler>[0]['services']
  readonly host?: string
  /** Any free one by default. */
  readonly port?: number
}

export interface Endpoint {
  readonly port: number
  close(): Promise<void>
}

/** Where Restate calls this process. */
export async function openEndpoint({ services, host = '127.0.0.1', port = 0 }: EndpointOptions): Promise<Endpoint> {
  const server = createServer(restate.createEndpointHandler({ services, logger: tellWarnings }))
  const sessions = new Set<Http2Session>()
  server.on('session', (session) => {
    sessions.add(session)
    session.once('close', () => sessions.delete(session)).on('error', () => undefined)
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  return {
    // a listening TCP server has an address with a port
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const session of sessions) session.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** What Restate repeats anyway is not told of, nor that an attempt which was given up could not say its last word, nor what was begun by another version in this place: it ends when its run is taken up. */
const tellWarnings: Restate.LoggerTransport = ({ level }, message, ...more) => {
  // an enumeration of types alone
  const name: string = level
  const vain = ['write after end', 'No service found'].some((text) => String(message).includes(text))
  if ((name === 'error' && !vain) || process.env['EDDY_RESTATE_LOG'] !== undefined) console.error('Restate:', message, ...more)
}

/** Tells Restate where to call, by whichever of its nodes can be reached; it asks there at once what is offered. */
export async function register(adminUrls: RestateUrls['adminUrls'], uri: string): Promise<void> {
  const nodes = new RestateNodes(adminUrls)
  let fault = `Restate cannot be reached at ${nodes.urls.join(', ')}, to be told that it is to call ${uri}.`
  for (let tries = 0; tries < nodes.urls.length; tries++) {
    const response = await nodes.ask('/deployments', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ uri, force: true }) })
    if (response?.ok) return
    if (response !== undefined) fault = `Restate does not take ${uri}: ${response.status} ${await response.text()}`
  }
  throw new Error(fault)
}
