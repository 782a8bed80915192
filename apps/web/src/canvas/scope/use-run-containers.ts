import type { WorkflowDocument } from '@eddy/workflow'
import { useEffect, useMemo, useState } from 'react'
import { containersAround, isContainer, nearestContainer } from '../../store/document/inside.ts'
import { rememberedFolds, rememberFolds } from '../../store/folds-memory.ts'
import type { DrawingView } from './drawing-view.ts'
import type { ContainerVerbs } from './view-context.ts'

export interface RunContainersOptions {
  readonly document: WorkflowDocument
  readonly selected: string | undefined
  readonly scope: string | undefined
  readonly onScope: (scope: string | undefined) => void
}

const texts = 'input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]'

/** Closed containers of a run, as the editor of its workflow left them. What is closed here stays closed there. */
export function useRunContainers({ document, selected, scope: wanted, onScope }: RunContainersOptions): { readonly view: DrawingView; readonly containers: ContainerVerbs } {
  const [folded, setFolded] = useState(() => rememberedFolds(document.name))
  const scope = nearestContainer(document, wanted)
  const containers = useMemo(
    () => ({
      fold: (path: string, close: boolean) =>
        setFolded((before) => {
          const next = new Set(before)
          if (close) next.add(path)
          else next.delete(path)
          rememberFolds(document.name, next)
          return next
        }),
      enter: onScope,
    }),
    [document.name, onScope],
  )
  // keys come from the browser
  useEffect(() => {
    const keydown = (event: KeyboardEvent) => {
      if (isElsewhere(event)) return
      if (event.key === 'Escape' && scope !== undefined) onScope(containersAround(scope).at(-1))
      else if (event.key.toLowerCase() === 'o' && selected !== undefined && isContainer(document, selected)) {
        if (event.shiftKey) onScope(selected)
        else containers.fold(selected, !folded.has(selected))
      }
    }
    window.document.addEventListener('keydown', keydown)
    return () => window.document.removeEventListener('keydown', keydown)
  }, [document, selected, scope, onScope, containers, folded])
  const view = useMemo(() => ({ folded, scope }), [folded, scope])
  return { view, containers }
}

/** Typed into a text, part of another key, or done already. */
function isElsewhere({ target, defaultPrevented, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return defaultPrevented || ctrlKey || metaKey || altKey || (target instanceof Element && target.closest(texts) !== null)
}
