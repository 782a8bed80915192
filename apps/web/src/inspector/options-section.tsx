import type { Options } from '@eddy/workflow'
import { patched, type Patch } from '../store/command/patch.ts'
import { updateDocument } from '../store/command/update-document.ts'
import { useEditor } from '../store/editor-context.tsx'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { DurationField } from './duration-field.tsx'
import { Section } from './section.tsx'
import styles from './inspector.module.css'

/** How the whole run behaves. */
export function OptionsSection() {
  const options = useEditor((state) => state.document.options) ?? {}
  const dispatch = useEditor((state) => state.dispatch)
  const set = (patch: Patch<Options>) => {
    const next = patched<Options>(options, patch)
    dispatch(updateDocument({ options: Object.keys(next).length ? next : undefined }))
  }
  const rollback = (value: string) => set({ rollback: value === 'parallel' || value === 'sequential' ? value : undefined })
  return (
    <Section title="Run">
      <div className={styles.row}>
        <TextField label="Steps at once" lazy placeholder="16" value={options.maxConcurrency === undefined ? '' : String(options.maxConcurrency)} onChange={(text) => set({ maxConcurrency: Number(text) > 0 ? Math.floor(Number(text)) : undefined })} />
        <DurationField label="Time limit" value={options.timeout} onChange={(timeout) => set({ timeout })} />
      </div>
      <Field label="Rollback">
        <Select
          label="Rollback"
          value={options.rollback ?? ''}
          options={[
            { value: '', label: 'As it was built, backwards' },
            { value: 'sequential', label: 'One step after the other' },
            { value: 'parallel', label: 'Side by side where possible' },
          ]}
          onChange={rollback}
        />
      </Field>
    </Section>
  )
}
