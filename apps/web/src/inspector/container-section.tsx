import { stepLabel } from '../store/document/step-label.ts'
import field from '../ui/field.module.css'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { Section } from './section.tsx'
import type { SectionOf } from './section-of.ts'

/** What a container gives on, and whether what is in it takes part in a rollback. */
export function ContainerSection({ found, change }: SectionOf) {
  const { steps, return: result, reversible = true } = found.step
  return (
    <Section title="Inside">
      {steps?.length ? (
        <Field label="Result" hint="The inner step whose value is the container’s.">
          <Select label="Result of the container" value={result ?? ''} options={[{ value: '', label: 'Of the last step' }, ...steps.map((step) => ({ value: step.name, label: stepLabel(step) }))]} onChange={(name) => change({ return: name || undefined })} />
        </Field>
      ) : null}
      <Field label="In a rollback" hint="Off: what its steps have done stays when the run rolls back.">
        <label className={field.checkbox}>
          <input type="checkbox" checked={reversible} onChange={(event) => change({ reversible: event.target.checked ? undefined : false })} />
          Its steps are undone with the rest
        </label>
      </Field>
    </Section>
  )
}
