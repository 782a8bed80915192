import { client } from '../trpc/client.ts'
import type { RunContext } from './run-context.ts'
import { useRunSteps } from './use-run.ts'
import { VerbDialog } from '../ui/verb-dialog.tsx'

export function UndoDialog({ detail, store, names, onClose }: RunContext & { readonly onClose: () => void }) {
  const undoable = useRunSteps(store).filter((step) => step.status === 'succeeded' && hasUndo(names.stepOf(step.path)?.undo))
  const order = undoable.toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0)).slice(0, 6).map((step) => names.titleOf(step.path))
  return (
    <VerbDialog
      title="Undo this run?"
      description={order.length > 0 ? `These steps are undone, latest first: ${order.join(', ')}${undoable.length > 6 ? ` and ${undoable.length - 6} more` : ''}. Steps that undo themselves go with them.` : 'Steps that undo themselves are undone, latest first; no other step has an undo.'}
      verb="Undo run"
      act={() => client.run.undo.mutate({ runId: detail.id })}
      onClose={onClose}
    >
      <p>A run can be undone once. Running it again afterwards starts a new run.</p>
    </VerbDialog>
  )
}

function hasUndo(undo: string | undefined): boolean {
  return undo !== undefined && undo !== 'none'
}
