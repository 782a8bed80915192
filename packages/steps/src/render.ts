import type { Evaluator, StepContext } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { pieces } from './placeholder.ts'

export interface Rendering {
  readonly evaluator: Evaluator
  readonly arguments: { readonly [name: string]: Json }
  readonly context: StepContext
}

/** A text with its placeholders filled in: texts as they are, nothing for null, other values as JSON. */
export async function renderText(text: string, rendering: Rendering): Promise<string> {
  const parts = await Promise.all(pieces(text).map((piece) => ('text' in piece ? piece.text : valueOf(piece.expr, rendering).then(asText))))
  return parts.join('')
}

/** A JSON value with the placeholders of its texts filled in; a text that is one placeholder becomes its value, of whatever type. */
export async function renderJson(value: Json, rendering: Rendering): Promise<Json> {
  if (typeof value === 'string') {
    const [only, ...more] = pieces(value)
    return only !== undefined && 'expr' in only && more.length === 0 ? valueOf(only.expr, rendering) : renderText(value, rendering)
  }
  if (Array.isArray(value)) return Promise.all(value.map((item: Json) => renderJson(item, rendering)))
  if (value === null || typeof value !== 'object') return value
  const entries = await Promise.all(Object.entries(value).map(async ([key, inner]) => [key, await renderJson(inner, rendering)] as const))
  return Object.fromEntries(entries)
}

async function valueOf(expr: string, { evaluator, arguments: args, context }: Rendering): Promise<Json> {
  return evaluator.evaluate(expr, args, context)
}

function asText(value: Json): string {
  if (value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
