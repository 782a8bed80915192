import { catalog } from '@eddy/steps/contract'
import type { WorkflowDocument } from '@eddy/workflow'
import { ReactFlowProvider } from '@xyflow/react'
import { useState } from 'react'
import { PeopleContext } from '../canvas/people-context.ts'
import { createEditorStore } from '../store/editor-store.ts'
import { EditorContext } from '../store/editor-context.tsx'
import type { OpenedLog } from '../store/log/draft-log.ts'
import { rememberCuts, rememberedCuts, rememberedFolds, rememberFolds } from '../store/folds-memory.ts'
import { createPeople } from '../store/people.ts'
import { randomId } from '../store/random-id.ts'
import { TrialContext } from '../store/trial/trial-context.tsx'
import { tellWaiting } from '../ui/code-editor/teller.ts'
import { EditorBar } from './editor-bar.tsx'
import { EditorRehearsal } from './editor-rehearsal.tsx'
import { EditorWorkspace } from './editor-workspace.tsx'
import { saveDraft } from './save-draft.ts'
import { Shell } from './shell.tsx'
import { useScopeAddress } from './scope-address.ts'
import { useEditorTitle } from './use-editor-title.ts'
import { useKeptDraft } from './use-kept-draft.ts'
import { useLiveWorkflow } from './use-live-workflow.ts'
import { useLoadAhead } from './use-load-ahead.ts'
import { useTrialOf } from './use-trial-of.ts'
import { validateInWorker } from './validate/validate-in-worker.ts'
import { validateDraft } from './validate-draft.ts'

export interface EditorPageProps {
  readonly workflow: { readonly id: string; readonly document: WorkflowDocument; readonly revision: number; readonly updatedAt?: string }
  /** What this browser keeps of it; absent where it keeps nothing. */
  readonly opened: OpenedLog | undefined
}

export function EditorPage({ workflow, opened }: EditorPageProps) {
  const { id, document, revision, updatedAt } = workflow
  const [session] = useState(randomId)
  const [store] = useState(() =>
    createEditorStore({ id, document, revision, ...(updatedAt === undefined ? {} : { savedAt: updatedAt }), ...(opened?.kept ? { kept: opened.kept } : {}), tellTyped: tellWaiting, validate: validateDraft, validateLater: validateInWorker, save: saveDraft(id, session), folded: rememberedFolds(document.name), onFolded: (folded) => rememberFolds(document.name, folded), cut: rememberedCuts(document.name), onCut: (cut) => rememberCuts(document.name, cut) }),
  )
  const [people] = useState(createPeople)
  const trial = useTrialOf(id)
  useKeptDraft(store, opened)
  useLiveWorkflow({ store, people, session, onFixtures: trial.getState().refresh })
  useLoadAhead()
  return (
    <EditorContext value={store}>
      <PeopleContext value={people}>
        <TrialContext value={trial}>
          <ReactFlowProvider>
            <EditorRehearsal id={id}>
              <Editor id={id} />
            </EditorRehearsal>
          </ReactFlowProvider>
        </TrialContext>
      </PeopleContext>
    </EditorContext>
  )
}

function Editor({ id }: { readonly id: string }) {
  useScopeAddress()
  return (
    <Shell title={useEditorTitle()} bar={<EditorBar id={id} />}>
      <EditorWorkspace catalog={catalog} />
    </Shell>
  )
}
