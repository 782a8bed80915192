import { useEditor } from '../store/editor-context.tsx'

/** What the open workflow is called. */
export function useEditorTitle(): string {
  return useEditor((state) => state.document.title ?? state.document.name)
}
