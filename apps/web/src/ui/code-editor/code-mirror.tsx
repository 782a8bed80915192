import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { bracketMatching, indentOnInput } from '@codemirror/language'
import { lintKeymap } from '@codemirror/lint'
import { EditorSelection, EditorState, type Extension } from '@codemirror/state'
import { EditorView, keymap, placeholder as placeholderOf, tooltips } from '@codemirror/view'
import { useEffect, useRef, useState } from 'react'
import { editorTheme } from './editor-theme.ts'
import { Teller } from './teller.ts'
import styles from './code-editor.module.css'

export interface CodeMirrorProps<Data> {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** What completion knows; may change at any time. */
  readonly data: Data
  /** Language, completion and checks, made once; `read` gives the data of the moment. */
  readonly language: (read: () => Data) => Extension
  readonly placeholder?: string | undefined
  readonly invalid?: boolean
  readonly describedBy?: string | undefined
  readonly id?: string | undefined
  /** Where a way to put text at the caret is left, for buttons beside the field. */
  readonly insert?: { current: ((text: string) => void) | undefined }
}

function insertAtCaret(view: EditorView, text: string): void {
  view.dispatch(view.state.replaceSelection(text))
  view.focus()
}

/**
 * Where the caret stands at a place that a line wraps at, CodeMirror puts the browser's selection to the side that is meant, with the next frame and
 * also when the field is left: that takes the focus back from where a person has gone. Without a side there is nothing to put.
 */
function leaveSide(view: EditorView): void {
  // the blur may come from an update, in which there must be no other
  queueMicrotask(() => {
    const { main } = view.state.selection
    if (main.empty && main.assoc !== 0 && view.dom.isConnected && !view.dom.contains(document.activeElement)) view.dispatch({ selection: EditorSelection.cursor(main.head) })
  })
}

/** CodeMirror as a controlled field. */
export function CodeMirror<Data>(props: CodeMirrorProps<Data>) {
  const { value, label, invalid, describedBy } = props
  const [host, setHost] = useState<HTMLElement | null>(null)
  const latest = useRef(props)
  const view = useRef<EditorView>(undefined)
  const waiting = useRef<Teller>(undefined)
  /** Texts that were told and have not come back as the value yet. */
  const told = useRef<string[]>([])

  // CodeMirror's listeners live outside React and must see the props of the last drawing
  useEffect(() => {
    latest.current = props
  })

  // the editor is a piece of DOM that React does not draw
  useEffect(() => {
    if (!host) return undefined
    const { language, placeholder, id } = latest.current
    const teller = new Teller((text) => {
      if (text === (told.current.at(-1) ?? latest.current.value)) return
      told.current.push(text)
      latest.current.onChange(text)
    })
    waiting.current = teller
    const made = new EditorView({
      parent: host,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          // before the other keys, so that Enter takes a completion
          autocompletion({ icons: false, activateOnTyping: true }),
          history(),
          closeBrackets(),
          bracketMatching(),
          indentOnInput(),
          keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
          EditorView.lineWrapping,
          // a panel that scrolls would cut completions off
          tooltips({ parent: document.body, position: 'fixed' }),
          placeholder ? placeholderOf(placeholder) : [],
          editorTheme,
          EditorView.updateListener.of((update) => {
            const text = update.state.doc.toString()
            if (update.docChanged && (teller.isWaiting || text !== (told.current.at(-1) ?? latest.current.value))) teller.later(text)
          }),
          EditorView.domEventHandlers({
            blur: (_event, view) => {
              teller.now()
              leaveSide(view)
            },
          }),
          EditorView.contentAttributes.of({ spellcheck: 'false', ...(id ? { id } : {}) }),
          language(() => latest.current.data),
        ],
      }),
    })
    view.current = made
    const { insert } = latest.current
    if (insert) insert.current = (text) => insertAtCaret(made, text)
    const ends = ['pagehide', 'beforeunload'] as const
    for (const end of ends) window.addEventListener(end, teller.now, true)
    return () => {
      for (const end of ends) window.removeEventListener(end, teller.now, true)
      teller.now()
      if (insert) insert.current = undefined
      made.destroy()
    }
  }, [host])

  // undo, redo and other people change the text from outside; what comes back late from a page that is busy must not take away what was typed meanwhile
  useEffect(() => {
    const doc = view.current?.state.doc.toString()
    const at = told.current.indexOf(value)
    told.current = at === -1 ? [] : told.current.slice(at + 1)
    if (waiting.current?.isWaiting || (at !== -1 && told.current.length > 0)) return
    if (doc !== undefined && doc !== value) view.current?.dispatch({ changes: { from: 0, to: doc.length, insert: value } })
  }, [value])

  // the text field that screen readers meet is CodeMirror's own element
  useEffect(() => {
    const content = view.current?.contentDOM
    content?.setAttribute('aria-label', label)
    content?.setAttribute('aria-invalid', String(invalid === true))
    if (describedBy) content?.setAttribute('aria-describedby', describedBy)
    else content?.removeAttribute('aria-describedby')
  }, [host, label, invalid, describedBy])

  return <div ref={setHost} className={styles.frame} data-invalid={invalid ? '' : undefined} />
}
