import type { Json } from '@eddy/workflow'

/** What a worker makes of a chunk: figures of it, by what it is. */
export function processChunk(chunk: Json): Json {
  if (typeof chunk === 'string') return { type: 'text', words: chunk.match(/\S+/g)?.length ?? 0, characters: chunk.length }
  if (typeof chunk === 'number') return { type: 'number', value: chunk, square: chunk * chunk }
  if (isList(chunk)) return { type: 'list', count: chunk.length, sum: chunk.reduce<number>((sum, item) => sum + (typeof item === 'number' ? item : 0), 0) }
  return chunk === null || typeof chunk === 'boolean' ? { type: 'value', value: chunk } : { type: 'object', keys: Object.keys(chunk) }
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
