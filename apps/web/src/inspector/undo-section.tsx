import type { KindContract } from '@eddy/workflow'
import { Undo2 } from 'lucide-react'
import { addUndo, undoHandler } from '../store/command/add-undo.ts'
import { stepLabel } from '../store/document/step-label.ts'
import { useEditor } from '../store/editor-context.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Select, type SelectOption } from '../ui/select.tsx'
import { Section } from './section.tsx'
import type { SectionOf } from './step-panel.tsx'

const roles: readonly SelectOption[] = [
  { value: '', label: 'By its kind' },
  { value: 'compensatable', label: 'Can be undone' },
  { value: 'pivot', label: 'Point of no return' },
  { value: 'retriable', label: 'Only goes forward' },
  { value: 'irreversible', label: 'Cannot be undone' },
]

/** The way back: which handler undoes the step, and which one helps it when it fails. */
export function UndoSection({ found, change, contract }: SectionOf & { readonly contract: KindContract | undefined }) {
  const document = useEditor((state) => state.document)
  const dispatch = useEditor((state) => state.dispatch)
  const { step, path } = found
  if (found.scope.kind === 'handlers') return null
  const handlers = (document.handlers ?? []).map((handler) => ({ value: handler.name, label: stepLabel(handler) }))
  const none: SelectOption = { value: '', label: contract?.builtInUndo ? 'Built in' : 'None chosen' }
  const add = () => {
    const handler = undoHandler(document, path, step)
    if (handler) dispatch(addUndo({ path, handler }), new Set([handler.name]))
  }
  const role = (value: string) => {
    if (value === 'compensatable' || value === 'pivot' || value === 'retriable' || value === 'irreversible') change({ role: value })
    else change({ role: undefined })
  }
  return (
    <Section
      title="Undo"
      action={
        step.undo === undefined || step.undo === 'none' ? (
          <Button size="small" tone="quiet" onClick={add}>
            <Undo2 size={14} />
            Add undo
          </Button>
        ) : null
      }
    >
      <Field label="Undo handler">
        <Select label="Undo handler" value={step.undo ?? ''} options={[none, { value: 'none', label: 'No undo needed' }, ...handlers]} onChange={(undo) => change({ undo: undo || undefined })} />
      </Field>
      <Field label="When it fails, ask">
        <Select label="Compensation handler" value={step.compensate ?? ''} options={[{ value: '', label: 'Nobody' }, ...handlers]} onChange={(compensate) => change({ compensate: compensate || undefined })} />
      </Field>
      <Field label="Role">
        <Select label="Role" value={step.role ?? ''} options={roles} onChange={role} />
      </Field>
    </Section>
  )
}
