import { useEditor } from '../store/editor-context.tsx'

/** Says what was done to those who do not see it. */
export function Announcer() {
  const text = useEditor((state) => state.announcement)
  return (
    <div className="visually-hidden" role="log" aria-live="polite" aria-label="Edits">
      {text}
    </div>
  )
}
