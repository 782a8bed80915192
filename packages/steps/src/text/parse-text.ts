import { expressionFault } from '@eddy/workflow'

/** A piece of a text with `{{ }}`: as it stands, or a JSONata expression over the step's arguments. */
export type TextPart = { readonly literal: string } | { readonly expr: string; readonly fault?: string }

/** A piece with its place: from the first character, braces included, to behind the last. */
export interface TextSpan {
  readonly part: TextPart
  readonly from: number
  readonly to: number
}

/**
 * Splits a text at its `{{ expression }}`s. An expression may hold `}}` itself (`{{ {"a": {"b": 1}} }}`): it ends at the first
 * `}}` that leaves it sound. What never becomes sound carries the fault of its shortest form; a `{{` that nothing closes is a
 * fault too. A literal `{{` is written `{{ "{{" }}`.
 */
export function parseText(text: string): readonly TextPart[] {
  return textSpans(text).map(({ part }) => part)
}

/** The same with the place of each piece, for editors. */
export function textSpans(text: string): readonly TextSpan[] {
  const spans: TextSpan[] = []
  let at = 0
  for (let open = text.indexOf('{{'); open !== -1; open = text.indexOf('{{', at)) {
    if (open > at) spans.push({ part: { literal: text.slice(at, open) }, from: at, to: open })
    const { part, end } = parseExpression(text, open + 2)
    spans.push({ part, from: open, to: end })
    at = end
  }
  if (at < text.length) spans.push({ part: { literal: text.slice(at) }, from: at, to: text.length })
  return spans
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
