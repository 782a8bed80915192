import { extractSteps } from '../store/command/extract-steps.ts'
import type { EditorStore } from '../store/editor-store.ts'
import type { ExtractPlan } from '../store/extract/extract-plan.ts'
import { client } from '../trpc/client.ts'
import { navigate } from './router.ts'

/** Keeps the new workflow, and puts a step that runs it in place of the selection. Only a workflow that is kept is referred to. */
export async function extract(store: EditorStore, plan: ExtractPlan, title: string): Promise<void> {
  const { id, name } = await client.workflow.create.mutate({ document: plan.workflow })
  const { document, dispatch, notify } = store.getState()
  const { command, path } = extractSteps(document, plan, { reference: name, title })
  dispatch(command, new Set([path]))
  notify(`The workflow “${title}” is made and kept.`, { label: 'Open it', act: () => void store.getState().flush().then(() => navigate(`/workflow/${id}`)) })
}
