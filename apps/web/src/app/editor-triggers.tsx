import { TriggersPanel } from '../triggers/triggers-panel.tsx'
import { showTriggers, usePanels } from './editor-panels.ts'

/** What starts the workflow by itself, beside the drawing. */
export function EditorTriggers({ workflowId }: { readonly workflowId: string }) {
  const shown = usePanels((panels) => panels.triggers)
  return shown ? <TriggersPanel workflowId={workflowId} onClose={() => showTriggers(false)} /> : null
}
