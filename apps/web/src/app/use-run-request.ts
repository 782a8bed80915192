import { useEditor } from '../store/editor-context.tsx'
import { useTrial } from '../store/trial/trial-context.tsx'
import { showOver } from './editor-panels.ts'

export interface RunRequest {
  /** Why a run cannot be asked for now. */
  readonly blocked: string | undefined
  readonly open: () => void
}

/** Asks for a run. It takes the stored draft, so what is on the screen is stored first. */
export function useRunRequest(): RunRequest {
  const flush = useEditor((state) => state.flush)
  const flushFixture = useTrial((state) => state.flush)
  const notify = useEditor((state) => state.notify)
  const saved = useEditor((state) => state.save.kind)
  const empty = useEditor((state) => state.document.steps.length === 0)
  const blocked = empty ? 'There is no step to run.' : saved === 'offline' || saved === 'refused' || saved === 'clash' ? 'The draft is not stored.' : undefined
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
