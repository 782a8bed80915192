import { syntaxTree } from '@codemirror/language'
import type { Diagnostic } from '@codemirror/lint'
import type { EditorState } from '@codemirror/state'

const most = 5

/** Where JavaScript cannot be read. Never runs it: the page's content security policy would not let it. */
export function codeFaults(state: EditorState): Diagnostic[] {
  const faults: Diagnostic[] = []
  const taken = new Set<number>()
  syntaxTree(state).iterate({
    enter: (node) => {
      if (!node.type.isError || faults.length >= most) return
      const line = state.doc.lineAt(node.from)
      if (taken.has(line.number)) return
      taken.add(line.number)
      // a missing token has no width: mark what stands before it
      const from = node.from === node.to ? Math.max(line.from, node.from - 1) : node.from
      faults.push({ from, to: Math.max(node.to, Math.min(from + 1, line.to)), severity: 'error', message: messageOf(state.sliceDoc(node.from, node.to), line.number) })
    },
  })
  return faults
}

function messageOf(text: string, line: number): string {
  const shown = text.trim().split('\n')[0]?.slice(0, 20)
  return shown ? `Line ${line}: “${shown}” is not expected here.` : `Line ${line}: something is missing here.`
}
