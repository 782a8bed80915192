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

/** What a request says of itself: the time that was signed, null where the body is signed alone, and its signatures, of which one has to be right. */
interface Claim {
  readonly stamp: string | null
  readonly signatures: readonly string[]
}

/**
 * Whether a request was signed with the secret, HMAC-SHA256 as hex, with or without `sha256=` before it, and lately enough. Where one header is named for both, it has
 * the form `t=1800000000,v1=hex`, with a signature for each secret of the sender, as Stripe sends it.
 */
export function verifySignature(signature: Signature, request: SignedRequest): Verdict {
  const { header: signatureHeader, timestampHeader, toleranceSeconds } = signature
  const { body, secret, now } = request
  const { stamp, signatures } = isOneHeader(signature) ? bothIn(request.header(signatureHeader) ?? '') : apartIn(signature, request)
  if (signatures.length === 0) return refused(`The request is not signed: the header ${signatureHeader} is missing${isOneHeader(signature) ? ', or has no v1 signature' : ''}.`)
  if (stamp !== null && !/^\d{1,12}$/.test(stamp)) return refused(`The header ${timestampHeader} must have the time in seconds since 1970${isOneHeader(signature) ? ' as t=' : ''}; it is part of what is signed.`)
  const expected = createHmac('sha256', secret).update(stamp === null ? '' : `${stamp}.`).update(body).digest()
  const given = signatures.find((one) => sameDigest(one, expected))
  if (given === undefined) return refused('The signature is not that of this body with the secret of this webhook.')
  if (stamp === null) return { ok: true, proof: null }
  const apart = Math.abs(now / 1000 - Number(stamp))
  return apart > toleranceSeconds ? refused(`The request was signed ${Math.round(apart)} seconds from now; ${toleranceSeconds} are allowed.`) : { ok: true, proof: `${stamp}/${given}` }
}

function isOneHeader({ header, timestampHeader }: Signature): boolean {
  return timestampHeader?.toLowerCase() === header.toLowerCase()
}

function apartIn({ header: signatureHeader, timestampHeader }: Signature, { header }: SignedRequest): Claim {
  const given = (header(signatureHeader) ?? '').trim().replace(/^(sha256|v1)=/, '').toLowerCase()
  return { stamp: timestampHeader === null ? null : (header(timestampHeader) ?? '').trim(), signatures: given === '' ? [] : [given] }
}

function bothIn(value: string): Claim {
  const parts = value.split(',').map((part) => part.trim())
  const of = (name: string) => parts.flatMap((part) => (part.startsWith(`${name}=`) ? [part.slice(name.length + 1)] : []))
  return { stamp: of('t')[0] ?? '', signatures: of('v1').map((one) => one.toLowerCase()) }
}

function sameDigest(given: string, expected: Buffer): boolean {
  const got = Buffer.from(/^[0-9a-f]{64}$/.test(given) ? given : '', 'hex')
  return got.length === expected.length && timingSafeEqual(got, expected)
}

function refused(reason: string): Verdict {
  return { ok: false, reason }
}
