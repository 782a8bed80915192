import { removeSelection } from '../store/command/remove-selection.ts'
import { useEditor } from '../store/editor-context.tsx'
import { Button } from '../ui/button.tsx'
import { Section } from './section.tsx'
import { useShownDocument } from './shown-document.ts'

export function ManyPanel({ paths }: { readonly paths: readonly string[] }) {
  const document = useShownDocument()
  const dispatch = useEditor((state) => state.dispatch)
  return (
    <Section title={`${paths.length} steps selected`} note="Drag them together, copy them with Ctrl+C, or double them with Ctrl+D.">
      <Button tone="danger" onClick={() => dispatch(removeSelection(document, new Set(paths)), new Set())}>
        Delete {paths.length} steps
      </Button>
    </Section>
  )
}
