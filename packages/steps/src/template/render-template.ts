import type { Evaluator, StepContext } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { parseText, type TextPart } from '../text/parse-text.ts'

export interface Rendering {
  readonly evaluator: Evaluator
  readonly arguments: { readonly [name: string]: Json }
  readonly context: StepContext
}

/** A text with its `{{ }}` filled in: texts as they are, nothing for null, other values as JSON. */
export async function renderText(text: string, rendering: Rendering): Promise<string> {
  if (!text.includes('{{')) return text
  const rendered = await Promise.all(parseText(text).map(async (part) => ('literal' in part ? part.literal : asText(await valueOf(part, rendering)))))
  return rendered.join('')
}

/** A JSON value with the `{{ }}` of its texts filled in; a text that is exactly one `{{ expr }}` becomes its value, of whatever type. */
export async function renderJson(value: Json, rendering: Rendering): Promise<Json> {
  if (typeof value === 'string') return renderString(value, rendering)
  if (isList(value)) return Promise.all(value.map((item) => renderJson(item, rendering)))
  if (value === null || typeof value !== 'object') return value
  const entries = await Promise.all(Object.entries(value).map(async ([key, inner]) => [key, await renderJson(inner, rendering)] as const))
  return Object.fromEntries(entries)
}

async function renderString(text: string, rendering: Rendering): Promise<Json> {
  if (!text.includes('{{')) return text
  const [only, ...more] = parseText(text)
  return only !== undefined && 'expr' in only && more.length === 0 ? valueOf(only, rendering) : renderText(text, rendering)
}

async function valueOf(part: Extract<TextPart, { expr: string }>, { evaluator, arguments: args, context }: Rendering): Promise<Json> {
  if (part.fault !== undefined) throw new Error(`in {{ ${part.expr} }}: ${part.fault}`)
  return evaluator.evaluate(part.expr, args, context)
}

function asText(value: Json): string {
  if (value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
