import { open, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '../refusal.ts'
import { asObject, asText, openServer, reach, shownToken } from '../runs/server.ts'

/** The backup that a running server makes of itself. */
export async function fetchBackup(path: string, server: string): Promise<void> {
  const { url } = openServer(server)
  const response = await reach(url, `${url}/backup`, { headers: shownToken() })
  if (!response.ok || response.body === null) throw new Refusal(`The server at ${url} makes no backup: ${asText(asObject(await response.json().catch(() => undefined))?.['detail']) || `HTTP ${response.status}`}${response.status === 401 ? ' Put the secret of a token with the scope admin into EDDY_TOKEN.' : ''}`)
  const unfinished = `${path}.unfinished`
  const file = await open(unfinished, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(error.code === 'EEXIST' ? `${unfinished} is there already: another backup is being written, or one was broken off. Wait for it, or delete what is left of it.` : `${unfinished} cannot be written: ${error.message}`)
  })
  try {
    await pipeline(Readable.fromWeb(response.body as never), file.createWriteStream())
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw new Refusal(`The backup could not be fetched: ${error instanceof Error ? error.message : String(error)}`)
  }
}
