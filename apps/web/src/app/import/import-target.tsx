import { RadioList } from '../../ui/verb-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { ReadFile } from './reading.ts'
import styles from './import.module.css'

export interface Target {
  readonly into: 'draft' | 'library'
  /** Undefined: as the file has it. */
  readonly name: string | undefined
  readonly category: string
}

export interface ImportTargetProps {
  readonly read: ReadFile
  readonly target: Target
  readonly onChange: (target: Target) => void
}

/** What it is called, and where it goes. */
export function ImportTarget({ read: { document, problems }, target, onChange }: ImportTargetProps) {
  const errors = problems.filter(({ severity }) => severity === 'error').length
  return (
    <section aria-label="Where it goes" className={styles.section}>
      <TextField label="Name" mono value={target.name ?? document.name} onChange={(name) => onChange({ ...target, name })} hint="Small letters, digits and underscores. As a draft, a taken name gets a number." />
      <RadioList
        legend="Make it"
        value={target.into}
        onChange={(into) => onChange({ ...target, into: into === 'library' ? 'library' : 'draft' })}
        choices={[
          { value: 'draft', title: 'A draft', consequence: 'It opens in the editor, to go on with.' },
          { value: 'library', title: 'An entry of the library', consequence: errors > 0 ? `It has ${errors === 1 ? 'an error' : `${errors} errors`}; as a draft they can be mended first.` : 'It is published as version 1, for everybody to install.' },
        ]}
      />
      {target.into === 'library' ? <TextField label="Category" value={target.category} onChange={(category) => onChange({ ...target, category })} /> : null}
    </section>
  )
}
