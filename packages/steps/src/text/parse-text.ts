import { expressionFault } from '@eddy/workflow'

/** A piece of a text with `{{ }}`: as it stands, or a JSONata expression over the step's arguments. */
export type TextPart = { readonly literal: string } | { readonly expr: string; readonly fault?: string }

/**
 * Splits a text at its `{{ expression }}`s. An expression may hold `}}` itself (`{{ {"a": {"b": 1}} }}`): it ends at the first
 * `}}` that leaves it sound. What never becomes sound carries the fault of its shortest form; a `{{` that nothing closes is a
 * fault too. A literal `{{` is written `{{ "{{" }}`.
 */
export function parseText(text: string): readonly TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  for (let open = text.indexOf('{{'); open !== -1; open = text.indexOf('{{', at)) {
    if (open > at) parts.push({ literal: text.slice(at, open) })
    const { part, end } = parseExpression(text, open + 2)
    parts.push(part)
    at = end
  }
  if (at < text.length) parts.push({ literal: text.slice(at) })
  return parts
}

// a text of nothing but braces must not cost the square of its length
const TRIES = 50

function parseExpression(text: string, start: number): { readonly part: TextPart; readonly end: number } {
  const first = text.indexOf('}}', start)
  if (first === -1) return { part: { expr: text.slice(start), fault: 'the "{{" is never closed with "}}"' }, end: text.length }
  for (let close = first, tries = 0; close !== -1 && tries < TRIES; close = text.indexOf('}}', close + 1), tries++) {
    const expr = text.slice(start, close).trim()
    if (!expressionFault(expr)) return { part: { expr }, end: close + 2 }
  }
  const expr = text.slice(start, first).trim()
  return { part: { expr, fault: expressionFault(expr)?.message ?? '' }, end: first + 2 }
}
