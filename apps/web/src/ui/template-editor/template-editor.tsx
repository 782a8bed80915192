import { autocompletion } from '@codemirror/autocomplete'
import { linter } from '@codemirror/lint'
import { EditorState, type Extension } from '@codemirror/state'
import { CodeMirror, type CodeMirrorProps } from '../code-editor/code-mirror.tsx'
import type { KnownValue } from '../known-value.ts'
import { completeTemplate } from './template-completion.ts'
import { templateFaults } from './template-faults.ts'
import { templateLanguage } from './template-language.ts'

export interface TemplateEditorProps extends Omit<CodeMirrorProps<KnownValue>, 'language'> {
  /** More than one. */
  readonly lines: boolean
}

/** A text with `{{ expressions }}`: coloured, completed and checked where they stand. Load it lazily: it brings CodeMirror. */
export function TemplateEditor({ lines, ...props }: TemplateEditorProps) {
  return <CodeMirror {...props} language={lines ? severalLines : oneLine} />
}

function severalLines(read: () => KnownValue): Extension {
  return [
    templateLanguage,
    autocompletion({ override: [(context) => completeTemplate(context, read())] }),
    linter((view) => templateFaults(view.state.doc.toString()), { delay: 120 }),
  ]
}

/** What is pasted with line ends loses them. */
function oneLine(read: () => KnownValue): Extension {
  return [severalLines(read), EditorState.transactionFilter.of((transaction) => (transaction.newDoc.lines > 1 ? [] : transaction))]
}
