import { createContext, use } from 'react'
import { useStore } from 'zustand'
import type { EditorState, EditorStore } from './editor-store.ts'

export const EditorContext = createContext<EditorStore | undefined>(undefined)

export function useEditorStore(): EditorStore {
  const store = use(EditorContext)
  if (!store) throw new Error('The editor store was used outside of an editor: render an EditorContext around it.')
  return store
}

export function useEditor<T>(select: (state: EditorState) => T): T {
  return useStore(useEditorStore(), select)
}
