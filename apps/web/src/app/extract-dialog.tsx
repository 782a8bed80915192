import type { Catalog } from '@eddy/workflow'
import { useMemo, useState } from 'react'
import { locate } from '../store/document/locate.ts'
import { stepLabel } from '../store/document/step-label.ts'
import { useEditor, useEditorStore } from '../store/editor-context.tsx'
import { planExtract } from '../store/extract/plan-extract.ts'
import type { ExtractPlan } from '../store/extract/extract-plan.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/text-field.tsx'
import { showOver, usePanels } from './editor-panels.ts'
import { extract } from './extract.ts'
import styles from './extract-dialog.module.css'

/** Shows what the selection would take and give as a workflow of its own, asks for its name, and makes it. */
export function ExtractDialog({ catalog }: { readonly catalog: Catalog }) {
  const open = usePanels((panels) => panels.over === 'extract')
  return open ? <Extracting catalog={catalog} /> : null
}

function Extracting({ catalog }: { readonly catalog: Catalog }) {
  const store = useEditorStore()
  const document = useEditor((state) => state.document)
  const selection = useEditor((state) => state.selection)
  const [title, setTitle] = useState(() => `Part of ${document.title ?? document.name}`)
  const [state, setState] = useState<{ readonly busy: boolean; readonly fault?: string }>({ busy: false })
  const plan = useMemo(() => planExtract(document, { paths: new Set([...selection].filter((path) => locate(document, path))), catalog, title: title.trim() || 'Part' }), [document, selection, catalog, title])
  const close = () => showOver(undefined)
  const make = () => {
    if (!plan.ok || state.busy) return
    setState({ busy: true })
    extract(store, plan, title.trim() || 'Part').then(close, (error: unknown) => setState({ busy: false, fault: `The workflow could not be kept: ${error instanceof Error ? error.message : String(error)} Nothing was changed here. Try again.` }))
  }
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && close()}
      title="Extract as a workflow"
      description="The selected steps become a workflow of their own, and one step here runs it. Undo puts the steps back here; the new workflow stays."
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button tone="primary" disabled={!plan.ok || state.busy} onClick={make}>
            {state.busy ? 'Making it …' : 'Extract'}
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          make()
        }}
      >
        <TextField label="Title of the new workflow" value={title} onChange={setTitle} />
        {plan.ok ? <Ports plan={plan} /> : <p role="alert">{plan.reason}</p>}
        {state.fault ? <p role="alert">{state.fault}</p> : null}
      </form>
    </Dialog>
  )
}

function Ports({ plan }: { readonly plan: ExtractPlan }) {
  const document = useEditor((state) => state.document)
  const label = (path: string) => {
    const found = locate(document, path)
    return found ? stepLabel(found.step) : path
  }
  const { moved, shared } = plan.handlers
  return (
    <dl className={styles.ports}>
      <dt>Steps</dt>
      <dd>{plan.enclosure.members.map(label).join(', ')}</dd>
      <dt>Inputs</dt>
      <dd>
        {plan.inputs.length ? (
          <ul aria-label="Inputs">
            {plan.inputs.map(({ input, words }) => (
              <li key={input.name}>
                <code>{input.name}</code> <span className={styles.type}>{typeWord(input.schema?.['type'])}</span> {words}
              </li>
            ))}
          </ul>
        ) : (
          'None: nothing is read from outside.'
        )}
      </dd>
      <dt>Returns</dt>
      <dd>{returnWords(plan.returned.map(label))}</dd>
      {moved.length + shared.length ? (
        <>
          <dt>Undos</dt>
          <dd>{[...moved.map(label), ...shared.map((name) => `${label(name)} (a copy: other steps use it too)`)].join(', ')}</dd>
        </>
      ) : null}
    </dl>
  )
}

function returnWords(labels: readonly string[]): string {
  if (labels.length === 0) return 'The result of its last step; nothing here uses it.'
  return labels.length === 1 ? `The result of ${labels[0] ?? ''}` : `The results of ${labels.join(' and ')}, together`
}

function typeWord(type: unknown): string {
  return typeof type === 'string' ? type : 'anything'
}
