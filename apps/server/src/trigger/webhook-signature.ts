import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Signature } from './trigger-config.ts'

export interface SignedRequest {
  readonly header: (name: string) => string | undefined
  readonly body: Buffer
  readonly secret: string
  /** Milliseconds. */
  readonly now: number
}

/** `proof`: what a request cannot be sent again with; null where only the body is signed, which may rightly come twice. */
export type Verdict = { readonly ok: true; readonly proof: string | null } | { readonly ok: false; readonly reason: string }

/** Whether a request was signed with the secret, HMAC-SHA256 as hex, with or without `sha256=` before it, and lately enough. */
export function verifySignature({ header: signatureHeader, timestampHeader, toleranceSeconds }: Signature, { header, body, secret, now }: SignedRequest): Verdict {
  const given = (header(signatureHeader) ?? '').trim().replace(/^(sha256|v1)=/, '').toLowerCase()
  if (given === '') return refused(`The request is not signed: the header ${signatureHeader} is missing.`)
  const stamp = timestampHeader === null ? null : (header(timestampHeader) ?? '').trim()
  if (stamp !== null && !/^\d{1,12}$/.test(stamp)) return refused(`The header ${timestampHeader} must have the time in seconds since 1970; it is part of what is signed.`)
  const hmac = createHmac('sha256', secret).update(stamp === null ? '' : `${stamp}.`).update(body)
  if (!sameDigest(given, hmac.digest())) return refused('The signature is not that of this body with the secret of this webhook.')
  if (stamp === null) return { ok: true, proof: null }
  const apart = Math.abs(now / 1000 - Number(stamp))
  return apart > toleranceSeconds ? refused(`The request was signed ${Math.round(apart)} seconds from now; ${toleranceSeconds} are allowed.`) : { ok: true, proof: `${stamp}/${given}` }
}

function sameDigest(given: string, expected: Buffer): boolean {
  const got = Buffer.from(/^[0-9a-f]{64}$/.test(given) ? given : '', 'hex')
  return got.length === expected.length && timingSafeEqual(got, expected)
}

function refused(reason: string): Verdict {
  return { ok: false, reason }
}
