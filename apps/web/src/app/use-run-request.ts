import { useEditor } from '../store/editor-context.tsx'
import type { EditorState } from '../store/editor-store.ts'
import { useTrial } from '../store/trial/trial-context.tsx'
import { showOver } from './editor-panels.ts'

export interface RunRequest {
  /** Why a run cannot be asked for now. */
  readonly blocked: string | undefined
  readonly open: () => void
}

function blockedBy({ document, save: { kind } }: EditorState): string | undefined {
  if (document.steps.length === 0) return 'There is no step to run.'
  return kind === 'offline' || kind === 'refused' || kind === 'clash' ? 'The draft is not stored.' : undefined
}

/** Asks for a run. It takes the stored draft, so what is on the screen is stored first. */
export function useRunRequest(): RunRequest {
  const flush = useEditor((state) => state.flush)
  const flushFixture = useTrial((state) => state.flush)
  const notify = useEditor((state) => state.notify)
  // the reason and not the state of the save, which changes with every edit and would render the whole workspace
  const blocked = useEditor(blockedBy)
  return {
    blocked,
    open: () => {
      flush()
        .then(
          () => flushFixture(),
          () => Promise.reject(new Error('The draft could not be saved, so it cannot be run yet.')),
        )
        .then(
          () => showOver('run'),
          (error: unknown) => notify(error instanceof Error ? error.message : String(error)),
        )
    },
  }
}
