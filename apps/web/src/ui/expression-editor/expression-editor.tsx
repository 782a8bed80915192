import { autocompletion } from '@codemirror/autocomplete'
import { type Diagnostic, linter } from '@codemirror/lint'
import type { Extension } from '@codemirror/state'
import { expressionFault } from '@eddy/workflow'
import { CodeMirror, type CodeMirrorProps } from '../code-editor/code-mirror.tsx'
import type { KnownValue } from '../known-value.ts'
import { completeExpression } from './expression-completion.ts'
import { expressionLanguage } from './expression-language.ts'

/** A JSONata expression with completion and errors at their place. Load it lazily: it brings CodeMirror. */
export function ExpressionEditor(props: Omit<CodeMirrorProps<KnownValue>, 'language'>) {
  return <CodeMirror {...props} language={language} />
}

function language(read: () => KnownValue): Extension {
  return [
    expressionLanguage,
    autocompletion({ override: [(context) => completeExpression(context, read())] }),
    linter((view) => faults(view.state.doc.toString()), { delay: 120 }),
  ]
}

function faults(text: string): Diagnostic[] {
  if (text.trim() === '') return []
  const fault = expressionFault(text)
  if (!fault) return []
  // JSONata points behind what it stumbled over
  const end = Math.min(text.length, Math.max(1, fault.position ?? text.length))
  const start = Math.max(0, end - (/[\w$]+$/.exec(text.slice(0, end))?.[0].length ?? 1))
  return [{ from: Math.min(start, end - 1), to: end, severity: 'error', message: fault.message }]
}
