import type { Config } from './trigger-types.ts'

export function hookAddress(path: string, origin: string): string {
  return `${origin}/hooks/${path}`
}

/** A line for a shell that calls a webhook as it wants to be called; the secret is taken from the environment. */
export function curlLine({ path, method, signature, schema }: Config<'webhook'>, origin: string): string {
  const address = `'${hookAddress(path, origin)}'`
  if (method === 'GET') return `curl ${address}`
  const body = schema === null ? '{"hello":"world"}' : '{}'
  const call = (headers: readonly string[]) => [`curl -X ${method} ${address}`, ...["'content-type: application/json'", ...headers].map((header) => `-H ${header}`), '-d "$BODY"'].join(' \\\n  ')
  const given = `BODY='${body}'`
  if (signature === null) return `${given}\n${call([])}`
  const { header, timestampHeader } = signature
  const signed = timestampHeader === null ? '"$BODY"' : '"$TIME.$BODY"'
  const time = timestampHeader === null ? [] : ['TIME=$(date +%s)']
  const inOne = timestampHeader?.toLowerCase() === header.toLowerCase()
  const headers = inOne ? [`"${header}: t=$TIME,v1=$SIGN"`] : [...(timestampHeader === null ? [] : [`"${timestampHeader}: $TIME"`]), `"${header}: sha256=$SIGN"`]
  return [given, ...time, `SIGN=$(printf %s ${signed} | openssl dgst -sha256 -hmac "$SECRET" -r | cut -d' ' -f1)`, call(headers)].join('\n')
}
