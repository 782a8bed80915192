import { connect, constants, createServer, type ClientHttp2Session, type Http2Session, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2'
import type { AddressInfo } from 'node:net'

export interface StepGatewayOptions {
  readonly host?: string
  /** Any free one by default. */
  readonly port?: number
  /** Where steps are carried out while there is no worker; `http://127.0.0.1:9080`. */
  readonly fallback: string
  /** A worker of another version would carry out other steps than were planned: it is refused. */
  readonly version: string
  /** Told to each worker that comes. */
  readonly settings: object
  /** What workers must know to be let in; anybody is when absent. */
  readonly key?: string | undefined
  readonly onChange?: (workers: readonly string[]) => void
}

export interface StepGateway {
  readonly port: number
  /** Addresses of the workers that are here. */
  readonly workers: readonly string[]
  close(): Promise<void>
}

interface Backend {
  readonly url: string
  readonly session: ClientHttp2Session
  inFlight: number
}

/** A step's message is small and there may be thousands in flight. */
const SESSION = { maxSessionMemory: 1000, settings: { initialWindowSize: 1024 * 1024 }, peerMaxConcurrentStreams: 100_000 }

/**
 * One address for all step workers, which Restate calls. Each call goes to the worker with the fewest in flight. Workers come by themselves, and stay
 * as long as their connection does: what a lost one had in hand is broken off, and Restate calls again.
 */
export async function openStepGateway(options: StepGatewayOptions): Promise<StepGateway> {
  const { host = '127.0.0.1', port = 0, fallback, onChange } = options
  const workers = new Map<string, Backend>()
  let own: Backend | undefined
  const tell = () => onChange?.([...workers.keys()])
  const backend = () => [...workers.values()].reduce<Backend | undefined>((least, one) => (least === undefined || one.inFlight < least.inFlight ? one : least), undefined) ?? (own = own?.session.destroyed === false ? own : open(fallback))

  const join = (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    const refusal = refusalOf(headers, options)
    if (refusal !== undefined) {
      stream.respond({ ':status': refusal.status })
      return stream.end(refusal.message)
    }
    const url = String(headers['x-eddy-worker'])
    const worker = open(url)
    const leave = () => {
      if (workers.get(url) !== worker) return
      workers.delete(url)
      worker.session.destroy()
      stream.close()
      tell()
    }
    worker.session.once('connect', () => {
      workers.get(url)?.session.destroy()
      workers.set(url, worker)
      tell()
    }).once('close', leave)
    stream.once('close', leave).once('error', leave)
    stream.respond({ ':status': 200, 'content-type': 'application/json' })
    stream.write(`${JSON.stringify(options.settings)}\n`)
    // no new steps; those in hand are awaited by the worker itself
    stream.on('data', () => {
      if (workers.get(url) === worker) workers.delete(url)
      tell()
    })
  }

  const server = createServer(SESSION)
  const sessions = new Set<Http2Session>()
  server.on('session', (session) => {
    sessions.add(session)
    session.once('close', () => sessions.delete(session)).on('error', () => undefined)
  })
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined)
    if (headers[':path'] === '/join') join(stream, headers)
    else pass(stream, headers, backend())
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  return {
    // a listening TCP server has an address with a port
    port: (server.address() as AddressInfo).port,
    get workers() {
      return [...workers.keys()]
    },
    close: async () => {
      for (const session of [...sessions, ...[...workers.values()].map((worker) => worker.session), ...(own ? [own.session] : [])]) session.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function refusalOf(headers: IncomingHttpHeaders, { version, key }: StepGatewayOptions): { readonly status: number; readonly message: string } | undefined {
  if (key !== undefined && headers['x-eddy-key'] !== key) return { status: 403, message: 'The key of this worker (EDDY_WORKER_KEY) is not the one of the server.' }
  if (headers['x-eddy-version'] !== version) return { status: 409, message: `This worker is of version ${String(headers['x-eddy-version'])}, and the server of ${version}; start the worker from the same version.` }
  return undefined
}

function open(url: string): Backend {
  const session = connect(url, SESSION)
  session.on('error', () => undefined)
  return { url, session, inFlight: 0 }
}

/** Both directions, as they come. What breaks on one side breaks on the other. */
function pass(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, backend: Backend): void {
  const { [':authority']: _authority, ...sent } = headers
  let out
  try {
    out = backend.session.request(sent, { endStream: false })
  } catch {
    return stream.close(constants.NGHTTP2_REFUSED_STREAM)
  }
  backend.inFlight++
  out.once('close', () => {
    backend.inFlight--
    if (!stream.closed) stream.close(out.rstCode === constants.NGHTTP2_NO_ERROR && out.readableEnded ? constants.NGHTTP2_NO_ERROR : constants.NGHTTP2_INTERNAL_ERROR)
  })
  out.on('error', () => undefined)
  out.once('response', ({ ...answer }) => stream.headersSent || stream.destroyed || stream.respond(answer))
  stream.once('close', () => out.closed || out.close(constants.NGHTTP2_CANCEL))
  stream.pipe(out)
  out.pipe(stream)
}
