import { type KindContract, type Role, type Step, type StepDefaults, stepDefaults, undoesItself } from '@eddy/workflow'
import { Undo2 } from 'lucide-react'
import { addUndo, undoHandler } from '../store/command/add-undo.ts'
import { useEditor } from '../store/editor-context.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Select, type SelectOption } from '../ui/select.tsx'
import { HandlerRow } from './handler-row.tsx'
import { PolicyRow } from './policy-row.tsx'
import { interruptText, roleText } from './policy-text.ts'
import { Section } from './section.tsx'
import { useShownDocument } from './shown-document.ts'
import type { SectionOf } from './section-of.ts'

const roles: readonly (SelectOption & { readonly value: Role; readonly about: string })[] = [
  { value: 'compensatable', label: 'Can be undone', about: 'A rollback undoes it.' },
  { value: 'pivot', label: 'Point of no return', about: 'Once it has succeeded the run only goes forward: what fails later is tried again, and nothing before it is undone.' },
  { value: 'retriable', label: 'Only goes forward', about: 'It has no effect that would have to be undone; a rollback passes it by.' },
  { value: 'irreversible', label: 'Cannot be undone', about: 'It has an effect that stays; a rollback says so and passes it by.' },
]
const interrupts: readonly (SelectOption & { readonly value: StepDefaults['onInterrupt'] })[] = [
  { value: 'retry', label: 'Try it again' },
  { value: 'compensate', label: 'Ask who helps when it fails' },
  { value: 'halt', label: 'Halt for a person' },
]

/** The way back: who undoes the step, who helps it when it fails, and what is done when nobody knows. */
export function UndoSection({ found, change, contract }: SectionOf & { readonly contract: KindContract | undefined }) {
  const document = useShownDocument()
  const dispatch = useEditor((state) => state.dispatch)
  const { step, path } = found
  if (found.scope.kind === 'handlers') return null
  const add = () => {
    const handler = undoHandler(document, path, step)
    if (handler) dispatch(addUndo({ path, handler }), new Set([handler.name]))
  }
  const section = { found, change }
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
      <HandlerRow {...section} role="undo" others={[{ value: '', label: undoesItself(contract, step) ? 'Built in' : 'Nobody' }, { value: 'none', label: 'No undo needed' }]} />
      <HandlerRow {...section} role="compensate" others={[{ value: '', label: 'Nobody' }]} />
      <HandlerRow {...section} role="check" others={[{ value: '', label: 'Nobody' }]} />
      <RoleRows step={step} defaults={contract && stepDefaults(step, contract)} change={change} />
    </Section>
  )
}

interface RoleRowsProps extends Pick<SectionOf, 'change'> {
  readonly step: Step
  readonly defaults: StepDefaults | undefined
}

/** What a rollback makes of the step, and what is made of a try that was under way in a crash. */
function RoleRows({ step, defaults, change }: RoleRowsProps) {
  return (
    <>
      <PolicyRow label="Role" sentence={roleText(defaults?.role ?? step.role, step.role === undefined)}>
        <Field label="Role" hint={roles.find(({ value }) => value === (step.role ?? defaults?.role))?.about}>
          <Select label="Role" value={step.role ?? ''} options={[{ value: '', label: 'By its kind' }, ...roles]} onChange={(value) => change({ role: roles.find((role) => role.value === value)?.value })} />
        </Field>
      </PolicyRow>
      <PolicyRow label="After a crash" sentence={interruptText(defaults?.onInterrupt ?? step.onInterrupt, step.onInterrupt === undefined)}>
        <Field label="What was under way when the process died" hint="Only when the check, if there is one, does not know either. By its kind: tried again where a repeat does no harm, else halted.">
          <Select label="After a crash" value={step.onInterrupt ?? ''} options={[{ value: '', label: 'By its kind' }, ...interrupts]} onChange={(value) => change({ onInterrupt: interrupts.find((choice) => choice.value === value)?.value })} />
        </Field>
      </PolicyRow>
    </>
  )
}
