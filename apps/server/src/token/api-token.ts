import { createHash, randomBytes } from 'node:crypto'
import type { ApiToken, Database } from '../db/index.ts'
import { newId } from '../new-id.ts'
import { Refusal } from '../refusal.ts'
import { serverTime } from '../run/server-time.ts'
import { SCOPES, type Scope } from './scope.ts'

const PREFIX = 'eddy_'
const BYTES = 32
const HINT = PREFIX.length + 4
const USED_AGAIN_MS = 60_000

/** A token as it is listed; its secret cannot be got back. Times are ISO 8601. */
export interface TokenRow {
  readonly id: string
  readonly name: string
  /** The beginning of its secret. */
  readonly hint: string
  readonly scopes: readonly Scope[]
  readonly createdAt: string
  /** Null: never. */
  readonly expiresAt: string | null
  /** To the minute. */
  readonly usedAt: string | null
  readonly revokedAt: string | null
  readonly state: 'active' | 'expired' | 'revoked'
}

export interface TokenRequest {
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly expiresAt?: Date | undefined
}

/** A new token; `secret` is told here and never again. A SHA-256 is enough for 256 random bits: there is nothing to guess. */
export async function createToken(db: Database, { name, scopes, expiresAt }: TokenRequest): Promise<{ readonly token: TokenRow; readonly secret: string }> {
  if (expiresAt && expiresAt.getTime() <= serverTime.now()) throw new Refusal('INVALID_INPUT', 'The token would have expired already; choose a later time.')
  const secret = `${PREFIX}${randomBytes(BYTES).toString('base64url')}`
  const created = await db.prisma.apiToken.create({ data: { id: newId(), name, hash: hashOf(secret), hint: secret.slice(0, HINT), scopes: SCOPES.filter((scope) => scopes.includes(scope)), expiresAt: expiresAt ?? null } })
  return { token: tokenRow(created), secret }
}

/** Newest first; revoked ones too, so that nobody wonders where they are. */
export async function listTokens(db: Database): Promise<readonly TokenRow[]> {
  const tokens = await db.prisma.apiToken.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] })
  return tokens.map(tokenRow)
}

/** From now on nobody is let in with it. One that is revoked stays so. */
export async function revokeToken(db: Database, id: string): Promise<TokenRow> {
  await db.prisma.apiToken.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date(serverTime.now()) } })
  const token = await db.prisma.apiToken.findUnique({ where: { id } })
  if (!token) throw new Refusal('NOT_FOUND', `There is no token ${id}.`)
  return tokenRow(token)
}

/** The token with that secret, whatever its state; notes that it was used. */
export async function findToken(db: Database, secret: string): Promise<TokenRow | undefined> {
  const token = await db.prisma.apiToken.findUnique({ where: { hash: hashOf(secret) } })
  if (!token) return undefined
  const row = tokenRow(token)
  const now = new Date(serverTime.now())
  if (row.state === 'active' && (!token.usedAt || now.getTime() - token.usedAt.getTime() > USED_AGAIN_MS)) await db.prisma.apiToken.updateMany({ where: { id: token.id }, data: { usedAt: now } })
  return row
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

function tokenRow({ id, name, hint, scopes, createdAt, expiresAt, usedAt, revokedAt }: ApiToken): TokenRow {
  const state = revokedAt ? 'revoked' : expiresAt && expiresAt.getTime() <= serverTime.now() ? 'expired' : 'active'
  return { id, name, hint, scopes: SCOPES.filter((scope) => scopes.includes(scope)), createdAt: createdAt.toISOString(), expiresAt: expiresAt?.toISOString() ?? null, usedAt: usedAt?.toISOString() ?? null, revokedAt: revokedAt?.toISOString() ?? null, state }
}
