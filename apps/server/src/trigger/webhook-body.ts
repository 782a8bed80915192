import { outsideJson } from '@eddy/steps/run'
import type { Json } from '@eddy/workflow'

/** What a body says, by its type: JSON, a form, or text. Nothing is null. */
export function parseBody(type: string | undefined, body: Buffer): { readonly value: Json; readonly fault?: string } {
  const text = body.toString('utf8')
  if (text === '') return { value: null }
  const media = (type ?? 'application/json').split(';')[0]?.trim().toLowerCase() ?? ''
  if (media === 'application/x-www-form-urlencoded') return { value: fields(new URLSearchParams(text)) }
  if (media !== 'application/json' && !media.endsWith('+json')) return { value: text }
  try {
    return { value: outsideJson(text) }
  } catch (error) {
    return { value: null, fault: `The body is no JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
}

/** Fields by name; one that comes several times is a list. */
export function fields(params: URLSearchParams): { readonly [name: string]: Json } {
  return Object.fromEntries([...new Set(params.keys())].map((name) => {
    const values = params.getAll(name)
    return [name, values.length === 1 ? (values[0] ?? '') : values]
  }))
}
