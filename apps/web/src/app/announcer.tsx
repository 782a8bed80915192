import { useEditor } from '../store/editor-context.tsx'

/** Says what was done to those who do not see it. */
export function Announcer() {
  const text = useEditor((state) => state.announcement)
  // the same edit twice is said twice
  const edits = useEditor((state) => state.history.nextId)
  return (
    <div className="visually-hidden" role="log" aria-live="polite" aria-label="Edits">
      <span key={edits}>{text}</span>
    </div>
  )
}
