import type { NodeProps } from '@xyflow/react'
import { useStoreApi } from '@xyflow/react'
import { flushSync } from 'react-dom'
import { type KeyboardEvent, memo, type PointerEvent, use, useEffect, useRef, useState } from 'react'
import { resizeNote, writeNote } from '../store/command/update-note.ts'
import { removeSelection } from '../store/command/remove-selection.ts'
import { noteKey, noteSize } from '../store/document/notes.ts'
import { EditorContext } from '../store/editor-context.tsx'
import styles from './note-card.module.css'
import type { NoteNode } from './note-nodes.ts'
import { NoteText } from './note-text.tsx'

/** A sticky note: double click or Enter writes on it, its corner resizes it. */
export const NoteCard = memo(function NoteCard({ id, data, selected, width = noteSize.width, height = noteSize.height }: NodeProps<NoteNode>) {
  const { note, editable } = data
  const store = use(EditorContext)
  // a new note is written on at once
  const [writing, setWriting] = useState(editable && note.text === '')
  const [size, setSize] = useState<readonly [number, number]>()
  const root = useRef<HTMLDivElement>(null)

  // Enter arrives at React Flow's element around the note
  useEffect(() => {
    const around = root.current?.closest<HTMLElement>('.react-flow__node')
    if (!editable || !around) return
    const open = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Enter' || event.target !== around) return
      event.preventDefault()
      event.stopPropagation()
      // what is typed next belongs to the text: it must be there before the next key
      flushSync(() => setWriting(true))
    }
    around.addEventListener('keydown', open)
    return () => around.removeEventListener('keydown', open)
  }, [editable])

  const write = (text: string) => {
    setWriting(false)
    const { document, dispatch } = store?.getState() ?? {}
    if (!document || !dispatch) return
    if (text.trim() === '') dispatch(removeSelection(document, new Set([noteKey(note.id)])), new Set())
    else dispatch(writeNote(note.id, text))
  }

  return (
    <div
      ref={root}
      className={styles.note}
      data-selected={selected ? '' : undefined}
      style={size ? { width: size[0], height: size[1] } : undefined}
      onDoubleClick={() => setWriting(editable)}
    >
      {writing ? <Writing text={note.text} onDone={write} focusBack={() => root.current?.closest<HTMLElement>('.react-flow__node')?.focus()} /> : <div className={styles.text}>{note.text === '' ? <p className={styles.empty}>Empty note</p> : <NoteText text={note.text} />}</div>}
      {editable ? (
        <Corner
          size={[width, height]}
          onSize={setSize}
          onDone={(next) => {
            setSize(undefined)
            store?.getState().dispatch(resizeNote(note.id, next), new Set([id]))
          }}
        />
      ) : null}
    </div>
  )
})

/** At once; a new note is hidden until it is measured, and can only take it then. */
function takeFocus(field: HTMLTextAreaElement | null): void {
  field?.focus({ preventScroll: true })
  if (field && window.document.activeElement !== field) requestAnimationFrame(() => field.focus({ preventScroll: true }))
}

function Writing({ text, onDone, focusBack }: { readonly text: string; readonly onDone: (text: string) => void; readonly focusBack: () => void }) {
  const [draft, setDraft] = useState(text)
  const keys = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key !== 'Escape' && !(event.key === 'Enter' && (event.ctrlKey || event.metaKey))) return
    event.preventDefault()
    // leaving the field writes it
    focusBack()
  }
  return (
    <textarea
      className={`${styles.writing} nodrag nopan nowheel`}
      aria-label="Text of the note"
      placeholder="Write in Markdown. Esc ends."
      value={draft}
      // it opens because a person asked for it
      ref={takeFocus}
      onChange={(event) => setDraft(event.target.value)}
      onKeyDown={keys}
      onBlur={() => onDone(draft)}
    />
  )
}

interface CornerProps {
  readonly size: readonly [number, number]
  readonly onSize: (size: readonly [number, number]) => void
  readonly onDone: (size: readonly [number, number]) => void
}

function Corner({ size, onSize, onDone }: CornerProps) {
  const flow = useStoreApi()
  const start = useRef<{ readonly x: number; readonly y: number }>(undefined)
  const at = ({ clientX, clientY }: PointerEvent): readonly [number, number] => {
    const zoom = flow.getState().transform[2]
    const from = start.current ?? { x: clientX, y: clientY }
    return [Math.max(noteSize.minWidth, size[0] + (clientX - from.x) / zoom), Math.max(noteSize.minHeight, size[1] + (clientY - from.y) / zoom)]
  }
  return (
    <span
      className={`${styles.corner} nodrag nopan`}
      title="Drag to resize"
      aria-hidden
      onPointerDown={(event) => {
        event.stopPropagation()
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { x: event.clientX, y: event.clientY }
      }}
      onPointerMove={(event) => {
        if (start.current) onSize(at(event))
      }}
      onPointerUp={(event) => {
        if (!start.current) return
        const next = at(event)
        start.current = undefined
        onDone(next)
      }}
    />
  )
}
