import { connect } from 'node:net'

export interface Calls {
  readonly port: number
  readonly path: string
  readonly body: string
  /** One request each at a time. */
  readonly callers: number
  readonly seconds: number
}

/** Posts for so long; answers with the milliseconds that each request took. From plain sockets: callers share the processor with what they call. */
export async function call({ port, path, body, callers, seconds }: Calls): Promise<readonly number[]> {
  const until = performance.now() + seconds * 1000
  const request = Buffer.from(`POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  const times: number[] = []
  await Promise.all(Array.from({ length: callers }, () => callOn({ port, request, until, times })))
  return times
}

function callOn({ port, request, until, times }: { readonly port: number; readonly request: Buffer; readonly until: number; readonly times: number[] }): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let began = 0
    let text = ''
    const next = () => {
      began = performance.now()
      if (began >= until) return socket.end()
      socket.write(request)
    }
    socket.setEncoding('utf8').on('connect', next).on('error', reject).on('close', () => resolve()).on('data', (part: string) => {
      text += part
      if (!isWhole(text)) return
      if (!/^HTTP\/1\.1 20[02] /.test(text)) return void socket.destroy(new Error(text))
      text = ''
      times.push(performance.now() - began)
      next()
    })
  })
}

function isWhole(text: string): boolean {
  const head = text.indexOf('\r\n\r\n')
  const length = head < 0 ? null : /^content-length: (\d+)/im.exec(text)
  return length !== null && text.length >= head + 4 + Number(length[1])
}
