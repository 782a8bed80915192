import type { Database } from '../db/index.ts'
import { findToken } from '../token/api-token.ts'
import { permits, type Scope } from '../token/scope.ts'
import { ApiProblem } from './problem.ts'

/** Who asks. */
export interface Caller {
  /** The token's; '' without one. */
  readonly id: string
  /** The token's name. */
  readonly name: string | undefined
  readonly scopes: readonly string[]
}

/** Without a token this machine's own programs may do everything, as the page may. */
const LOCAL: Caller = { id: '', name: undefined, scopes: ['admin'] }

/** `required`: nobody is let in without a token. A token that is shown must hold, whether it is required or not. */
export async function authorise(db: Database, authorization: string | undefined, required: boolean): Promise<Caller> {
  if (authorization === undefined) {
    if (!required) return LOCAL
    throw denied('TOKEN_NEEDED', 'This server answers its API only to who shows a token: Authorization: Bearer …; make one in the settings, or with "eddy token create".')
  }
  const [, secret] = /^Bearer +(\S+)$/i.exec(authorization) ?? []
  const token = secret === undefined ? undefined : await findToken(db, secret)
  if (!token) throw denied('TOKEN_UNKNOWN', 'There is no such token.')
  if (token.state === 'revoked') throw denied('TOKEN_REVOKED', `The token "${token.name}" has been revoked.`)
  if (token.state === 'expired') throw denied('TOKEN_EXPIRED', `The token "${token.name}" has expired; make a new one.`)
  return { id: token.id, name: token.name, scopes: token.scopes }
}

export function refuseUnlessPermitted({ name, scopes }: Caller, needed: Scope): void {
  if (permits(scopes, needed)) return
  throw new ApiProblem(403, 'SCOPE_NEEDED', { detail: `The token "${name ?? ''}" does not allow this: it needs the scope "${needed}".`, headers: { 'www-authenticate': `Bearer realm="eddy", error="insufficient_scope", scope="${needed}"` } })
}

function denied(code: string, detail: string): ApiProblem {
  return new ApiProblem(401, code, { detail, headers: { 'www-authenticate': code === 'TOKEN_NEEDED' ? 'Bearer realm="eddy"' : 'Bearer realm="eddy", error="invalid_token"' } })
}
