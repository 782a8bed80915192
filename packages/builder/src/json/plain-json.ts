import type { Json } from '@eddy/workflow'

/** A copy as JSON text would carry it: without `undefined`, dates as text. Throws TypeError for what has no JSON. */
export function plainJson(value: unknown): Json {
  const text: string | undefined = JSON.stringify(value)
  const read: Json = text === undefined ? null : JSON.parse(text)
  return read
}
