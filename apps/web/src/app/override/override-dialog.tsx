import { applyOverride, overrideBetween, walkSteps, type Catalog, type WorkflowDocument } from '@eddy/workflow'
import { useMemo, useRef, useState } from 'react'
import { Inspector } from '../../inspector/inspector.tsx'
import { EditorContext, useEditor, useEditorStore } from '../../store/editor-context.tsx'
import { createEditorStore } from '../../store/editor-store.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { OverrideFields, pathWords } from '../../ui/override-fields.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showOver, usePanels } from '../editor-panels.ts'
import { useSecrets } from '../use-secrets.tsx'
import { validateDraft } from '../validate-draft.ts'
import { type OverrideDraft, setOverride, useOverride } from './override-draft.ts'
import styles from './override-dialog.module.css'

/** Settings of steps for one run: the same inspector, over a copy that nobody keeps. */
export function OverrideDialog({ catalog }: { readonly catalog: Catalog }) {
  const open = usePanels((panels) => panels.over === 'override')
  return open ? <Overriding catalog={catalog} /> : null
}

function Overriding({ catalog }: { readonly catalog: Catalog }) {
  const editor = useEditorStore()
  const { secrets, dialog } = useSecrets()
  const [{ id, document, selection }] = useState(() => editor.getState())
  const earlier = useOverride(id)
  const steps = useMemo(() => [...walkSteps(document)].map(({ path, step }) => ({ value: path, label: step.title ?? pathWords(path) })), [document])
  const [first] = selection
  const [path, setPath] = useState(steps.some(({ value }) => value === first) ? (first ?? '') : (steps[0]?.value ?? ''))
  const side = useRef<HTMLDivElement>(null)
  const [name, setName] = useState(earlier?.name ?? '')
  const [scratch] = useState(() => scratchOf(id, withEarlier(document, earlier), path))
  const choose = (next: string) => {
    setPath(next)
    scratch.getState().select(new Set([next]))
  }
  return (
    <EditorContext value={scratch}>
      <Dialog
        open
        wide
        onOpenChange={(next) => next || showOver(undefined)}
        title="Override settings for one run"
        description="What is set here holds for the next run and for no other. When the run succeeds, it can be accepted into the draft."
        actions={<Actions workflowId={id} base={document} name={name} />}
      >
        <div className={styles.columns}>
          <div className={styles.side} ref={side}>
            <TextField label="Name of the override" value={name} onChange={setName} placeholder="What you want to find out" />
            <Field label="Step">
              <Select label="Step" value={path} onChange={choose} options={steps} />
            </Field>
            <Summary base={document} />
          </div>
          <div className={styles.inspector}>
            <Inspector catalog={catalog} secrets={secrets} onLeave={() => side.current?.querySelector<HTMLElement>('[role=combobox]')?.focus()} />
          </div>
        </div>
        {dialog}
      </Dialog>
    </EditorContext>
  )
}

/** What was set before is changed on; what no longer fits the draft is begun anew. */
function withEarlier(document: WorkflowDocument, earlier: OverrideDraft | undefined): WorkflowDocument {
  const applied = earlier && applyOverride(document, earlier.fields)
  return applied?.ok ? applied.document : document
}

/** An editor of its own: what is edited in it is never saved. */
function scratchOf(id: string, document: WorkflowDocument, path: string) {
  const scratch = createEditorStore({ id, document, revision: 1, validate: validateDraft, save: () => Promise.resolve({ revision: 2, savedAt: '' }) })
  scratch.getState().select(new Set([path]))
  return scratch
}

function useFields(base: WorkflowDocument) {
  const document = useEditor((state) => state.document)
  return useMemo(() => overrideBetween(base, document), [base, document])
}

function Summary({ base }: { readonly base: WorkflowDocument }) {
  const made = useFields(base)
  if (!made.ok) return <p role="alert" className={styles.fault}>{made.reason}</p>
  return made.fields.length === 0 ? <p className={styles.quiet}>Nothing is set otherwise yet: choose a step, and change its settings beside.</p> : <OverrideFields fields={made.fields} />
}

function Actions({ workflowId, base, name }: { readonly workflowId: string; readonly base: WorkflowDocument; readonly name: string }) {
  const made = useFields(base)
  const named = name.trim()
  const fields = made.ok ? made.fields : []
  return (
    <>
      <Button tone="quiet" onClick={() => showOver(undefined)}>Not now</Button>
      <Button
        tone="primary"
        disabled={fields.length === 0 || named === ''}
        onClick={() => {
          setOverride({ workflowId, name: named, fields })
          showOver('run')
        }}
      >
        Run with it …
      </Button>
    </>
  )
}
