import { indentWithTab } from '@codemirror/commands'
import { autocompletion } from '@codemirror/autocomplete'
import { javascript } from '@codemirror/lang-javascript'
import { lintGutter, linter } from '@codemirror/lint'
import type { Extension } from '@codemirror/state'
import { hoverTooltip, keymap, lineNumbers } from '@codemirror/view'
import { CodeMirror, type CodeMirrorProps } from './code-mirror.tsx'
import type { CodeScope } from './code-scope.ts'
import { typedCompletion, typedFaults, typedTooltip } from './types/typed-code.ts'

/** The body of a step's function. Load it lazily: it brings CodeMirror and the JavaScript parser. */
export function JavascriptEditor(props: Omit<CodeMirrorProps<CodeScope>, 'language'>) {
  return <CodeMirror {...props} language={language} />
}

function language(read: () => CodeScope): Extension {
  return [
    javascript(),
    autocompletion({ override: [(context) => typedCompletion(context, read())] }),
    linter((view) => typedFaults(view, read()), { delay: 250 }),
    hoverTooltip((view, at) => typedTooltip(view, at, read())),
    lintGutter(),
    lineNumbers(),
    // Escape, then Tab, leaves the field
    keymap.of([indentWithTab]),
  ]
}
