import { Readable } from 'node:stream'
import { Refusal } from '../refusal.ts'
import { asObject, asText, openServer, reach, shownToken } from '../runs/server.ts'

/** The backup that a running server makes of itself. */
export async function fetchBackup(server: string): Promise<Readable> {
  const { url } = openServer(server)
  const response = await reach(url, `${url}/backup`, { headers: shownToken() })
  if (!response.ok || response.body === null) throw new Refusal(`The server at ${url} makes no backup: ${asText(asObject(await response.json().catch(() => undefined))?.['detail']) || `HTTP ${response.status}`}${response.status === 401 ? ' Put the secret of a token with the scope admin into EDDY_TOKEN.' : ''}`)
  return Readable.fromWeb(response.body as never)
}
