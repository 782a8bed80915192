import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { verifySignature, type SignedRequest } from './webhook-signature.ts'

const signature = { secret: 'hook', header: 'x-eddy-signature', timestampHeader: 'x-eddy-timestamp', toleranceSeconds: 300 }
const now = 1_800_000_000_000
const hmac = (text: string, secret = 'the secret') => createHmac('sha256', secret).update(text).digest('hex')
const request = (headers: { readonly [name: string]: string }, more: Partial<SignedRequest> = {}): SignedRequest => ({ header: (name) => headers[name], body: Buffer.from('{"a":1}'), secret: 'the secret', now, ...more })
const signed = (stamp: string, text = '{"a":1}') => ({ 'x-eddy-timestamp': stamp, 'x-eddy-signature': hmac(`${stamp}.${text}`) })

describe('a signed request', () => {
  it('is taken with its proof, with and without a prefix', () => {
    const headers = signed('1800000000')
    expect(verifySignature(signature, request(headers))).toEqual({ ok: true, proof: `1800000000/${headers['x-eddy-signature']}` })
    expect(verifySignature(signature, request({ ...headers, 'x-eddy-signature': `sha256=${headers['x-eddy-signature']}` }))).toMatchObject({ ok: true })
  })

  it('is refused when body, secret or time are others', () => {
    expect(verifySignature(signature, request(signed('1800000000', '{"a":2}')))).toMatchObject({ ok: false })
    expect(verifySignature(signature, request(signed('1800000000'), { secret: 'another' }))).toMatchObject({ ok: false })
    expect(verifySignature(signature, request({ ...signed('1800000000'), 'x-eddy-timestamp': '1800000001' }))).toMatchObject({ ok: false })
  })

  it('is refused when it was signed too long ago, or too far ahead', () => {
    expect(verifySignature(signature, request(signed('1799999699')))).toEqual({ ok: false, reason: 'The request was signed 301 seconds from now; 300 are allowed.' })
    expect(verifySignature(signature, request(signed('1800000301')))).toMatchObject({ ok: false })
    expect(verifySignature(signature, request(signed('1799999700')))).toMatchObject({ ok: true })
  })

  it('is refused without signature or time, and with nonsense', () => {
    expect(verifySignature(signature, request({}))).toMatchObject({ ok: false, reason: expect.stringContaining('not signed') })
    expect(verifySignature(signature, request({ 'x-eddy-signature': hmac('{"a":1}') }))).toMatchObject({ ok: false })
    expect(verifySignature(signature, request({ 'x-eddy-signature': 'zz', 'x-eddy-timestamp': '1800000000' }))).toMatchObject({ ok: false })
  })

  it('can be signed over its body alone, which proves nothing against a repeat', () => {
    expect(verifySignature({ ...signature, timestampHeader: null }, request({ 'x-eddy-signature': `sha256=${hmac('{"a":1}')}` }))).toEqual({ ok: true, proof: null })
  })

  it('may have time and signatures in one header, one of which is of this secret', () => {
    const one = { ...signature, header: 'stripe-signature', timestampHeader: 'Stripe-Signature' }
    const right = hmac('1800000000.{"a":1}')
    const said = (value: string) => verifySignature(one, request({ 'stripe-signature': value }))
    expect(said(`t=1800000000,v1=${hmac('1800000000.{"a":1}', 'the next secret')}, v1=${right},v0=abc`)).toEqual({ ok: true, proof: `1800000000/${right}` })
    expect(said(`t=1800000001,v1=${right}`)).toMatchObject({ ok: false, reason: expect.stringContaining('not that of this body') })
    expect(said(`t=1800000000,v0=${right}`)).toMatchObject({ ok: false, reason: expect.stringContaining('no v1 signature') })
    expect(said(`v1=${right}`)).toMatchObject({ ok: false, reason: expect.stringContaining('as t=') })
    expect(said(`t=1700000000,v1=${hmac('1700000000.{"a":1}')}`)).toMatchObject({ ok: false, reason: expect.stringContaining('300 are allowed') })
  })
})
