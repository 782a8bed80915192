import type { Diagnostic } from '@codemirror/lint'
import { textSpans } from '@eddy/steps/evaluate'
import { expressionFault } from '@eddy/workflow'

/** What is wrong with the expressions of a text, each at its place. */
export function templateFaults(text: string): Diagnostic[] {
  return textSpans(text).flatMap(({ part, from, to }): Diagnostic[] => {
    if ('literal' in part || part.fault === undefined) return []
    const start = from + 2 + (/^\s*/.exec(text.slice(from + 2, to))?.[0].length ?? 0)
    const fault = expressionFault(part.expr)
    // JSONata points behind what it stumbled over; without a place it is all of it
    const at = fault?.position
    const end = at === undefined ? to : Math.min(to, Math.max(start + 1, start + at))
    return [{ from: at === undefined ? from : Math.max(start, end - 1), to: Math.max(end, from + 1), severity: 'error', message: part.fault }]
  })
}
