import { EXIT } from '../exit-code.ts'
import type { Output } from '../output.ts'
import { Refusal } from '../refusal.ts'
import { asList, asObject, asText, openServer, type Server } from '../runs/server.ts'

export interface TokenOptions {
  readonly server?: string
  readonly json: boolean
}

export interface CreateOptions extends TokenOptions {
  readonly scope: readonly string[]
  readonly expires?: string
}

const UNITS: { readonly [unit: string]: number } = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** The secret alone on stdout, so that it can go where it is needed; what it is on stderr. */
export async function createCommand(name: string, { server, json, scope, expires }: CreateOptions, output: Output): Promise<number> {
  const scopes = scope.length > 0 ? scope : ['read']
  const strange = scopes.find((one) => !['read', 'run', 'edit', 'admin'].includes(one))
  if (strange !== undefined) throw new Refusal(`--scope: there is no scope "${strange}"; there is read, run, edit and admin`)
  const made = asObject(await openServer(server).mutate('token.create', { name, scopes, ...(expires === undefined ? {} : { expiresAt: timeFromNow(expires) }) }))
  output.out(json ? JSON.stringify(made) : asText(made?.['secret']))
  if (!json) output.err(`The token "${name}" may ${scopes.join(', ')}${expires === undefined ? '' : ` for ${expires}`}. Its secret is not shown again.`)
  return EXIT.succeeded
}

export async function listCommand({ server, json }: TokenOptions, output: Output): Promise<number> {
  const tokens = await tokensOf(openServer(server))
  if (json) output.out(JSON.stringify(tokens))
  else output.out(tokens.length === 0 ? 'There is no token.' : tokens.map(line).join('\n'))
  return EXIT.succeeded
}

export async function revokeCommand(given: string, { server, json }: TokenOptions, output: Output): Promise<number> {
  const open = openServer(server)
  const found = (await tokensOf(open)).filter((token) => token['id'] === given || (token['name'] === given && token['state'] === 'active'))
  const [token] = found
  if (!token) throw new Refusal(`There is no token "${given}" on ${open.url} that could be revoked.`)
  if (found.length > 1) throw new Refusal(`${found.length} tokens are called "${given}"; name one by its id: ${found.map(({ id }) => asText(id)).join(', ')}`)
  const revoked = await open.mutate('token.revoke', { id: token['id'] })
  output.out(json ? JSON.stringify(revoked) : `The token "${asText(token['name'])}" is revoked.`)
  return EXIT.succeeded
}

type Token = { readonly [field: string]: unknown }

async function tokensOf(server: Server): Promise<readonly Token[]> {
  return asList(await server.query('token.list', {})).map((row) => asObject(row) ?? {})
}

function line(token: Token): string {
  const scopes = asList(token['scopes']).map(asText).join(',')
  const until = token['expiresAt'] === null ? 'never expires' : `until ${asText(token['expiresAt'])}`
  return [asText(token['id']), asText(token['state']).padEnd(7), scopes.padEnd(9), asText(token['name']), `${asText(token['hint'])}…`, until, token['usedAt'] === null ? 'never used' : `used ${asText(token['usedAt'])}`].join('  ')
}

function timeFromNow(text: string): string {
  const [, number, unit = ''] = /^(\d+)([mhdw])$/.exec(text) ?? []
  const length = UNITS[unit]
  if (number === undefined || length === undefined) throw new Refusal(`--expires: "${text}" is no time such as 12h, 30d or 52w`)
  return new Date(Date.now() + Number(number) * length).toISOString()
}
