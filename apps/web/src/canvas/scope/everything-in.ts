import { isInside, ownerOf } from '../../store/document/inside.ts'
import { stepIndex } from '../../store/document/locate.ts'
import { noteKey, notesOf } from '../../store/document/notes.ts'
import type { EditorStore } from '../../store/editor-store.ts'

/** Selects all of what is looked at, and says how much that is. */
export function selectAll(store: EditorStore): void {
  const { select, announce } = store.getState()
  const everything = everythingIn(store)
  select(everything)
  announce(`${everything.size} selected`)
}

/** All steps and notes of what is looked at. */
function everythingIn(store: EditorStore): ReadonlySet<string> {
  const { document, scope } = store.getState()
  const paths = [...stepIndex(document).keys()]
  if (scope !== undefined) return new Set(paths.filter((path) => isInside(ownerOf(document, path) ?? path, scope)))
  return new Set([...paths, ...notesOf(document).map(({ id }) => noteKey(id))])
}
