import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { textSpans } from '@eddy/steps/evaluate'
import { completeExpression } from '../expression-editor/expression-completion.ts'
import type { KnownValue } from '../known-value.ts'

/** Completion of expressions, where the caret is inside of one. */
export function completeTemplate(context: CompletionContext, known: KnownValue): CompletionResult | null {
  const { pos, state, explicit } = context
  const span = textSpans(state.doc.toString()).find(({ part, from, to }) => 'expr' in part && pos >= from + 2 && pos <= to)
  if (!span || state.sliceDoc(Math.max(span.from, pos - 2), pos) === '}}') return null
  // whoever opens the braces wants to know what there is
  return completeExpression(context, known, { start: span.from + 2, explicit: explicit || /^\s*$/.test(state.sliceDoc(span.from + 2, pos)) })
}
