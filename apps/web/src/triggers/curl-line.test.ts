import { expect, it } from 'vitest'
import { curlLine } from './curl-line.ts'
import { newConfig } from './new-draft.ts'
import type { Config } from './trigger-types.ts'

const hook = (more: Partial<Config<'webhook'>> = {}): Config<'webhook'> => ({ ...newConfig('webhook'), kind: 'webhook', path: 'orders', method: 'POST', schema: null, signature: null, deliveryHeader: 'idempotency-key', reply: { mode: 'at_once' }, ...more })

it('calls a webhook, signed when it wants to be', () => {
  expect(curlLine(hook(), 'http://a')).toBe(`BODY='{"hello":"world"}'\ncurl -X POST 'http://a/hooks/orders' \\\n  -H 'content-type: application/json' \\\n  -d "$BODY"`)
  expect(curlLine(hook({ method: 'GET' }), 'http://a')).toBe(`curl 'http://a/hooks/orders'`)
  const signed = curlLine(hook({ signature: { secret: 'hook', header: 'x-sign', timestampHeader: 'x-time', toleranceSeconds: 300 } }), 'http://a')
  expect(signed).toContain('TIME=$(date +%s)\nSIGN=$(printf %s "$TIME.$BODY" | openssl dgst -sha256 -hmac "$SECRET" -r')
  expect(signed).toContain('-H "x-time: $TIME" \\\n  -H "x-sign: sha256=$SIGN"')
  expect(curlLine(hook({ signature: { secret: 'hook', header: 'stripe-signature', timestampHeader: 'Stripe-Signature', toleranceSeconds: 300 } }), 'http://a')).toContain('-H "stripe-signature: t=$TIME,v1=$SIGN" \\')
})
