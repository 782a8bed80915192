import { indentWithTab } from '@codemirror/commands'
import { javascript, javascriptLanguage } from '@codemirror/lang-javascript'
import { lintGutter, linter } from '@codemirror/lint'
import type { Extension } from '@codemirror/state'
import { keymap, lineNumbers } from '@codemirror/view'
import { CodeMirror, type CodeMirrorProps } from './code-mirror.tsx'
import { codeFaults } from './code-faults.ts'
import { completeCode } from './code-completion.ts'
import type { CodeScope } from './code-scope.ts'

/** The body of a step's function. Load it lazily: it brings CodeMirror and the JavaScript parser. */
export function JavascriptEditor(props: Omit<CodeMirrorProps<CodeScope>, 'language'>) {
  return <CodeMirror {...props} language={language} />
}

function language(read: () => CodeScope): Extension {
  return [
    javascript(),
    javascriptLanguage.data.of({ autocomplete: (context: Parameters<typeof completeCode>[0]) => completeCode(context, read()) }),
    linter((view) => codeFaults(view.state), { delay: 250 }),
    lintGutter(),
    lineNumbers(),
    // Escape, then Tab, leaves the field
    keymap.of([indentWithTab]),
  ]
}
