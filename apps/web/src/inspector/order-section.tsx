import { useEditor } from '../store/editor-context.tsx'
import { Select } from '../ui/select.tsx'
import { RemoveButton } from './remove-button.tsx'
import { without } from './list-edit.ts'
import { Section } from './section.tsx'
import { resultsFor } from './sources.ts'
import type { SectionOf } from './step-panel.tsx'
import styles from './inspector.module.css'

/** Steps to wait for without taking anything from them. */
export function OrderSection({ found, change }: SectionOf) {
  const document = useEditor((state) => state.document)
  const waits = found.step.waitFor ?? []
  const used = new Set([...waits, ...(found.step.arguments ?? []).flatMap(({ from }) => ('result' in from ? [from.result] : []))])
  const free = resultsFor(document, found).filter(({ value }) => !used.has(value))
  return (
    <Section title="Wait for">
      {waits.map((name, at) => (
        <div key={name} className={styles.row}>
          <span>{name}</span>
          <RemoveButton label={`Do not wait for ${name}`} onClick={() => change({ waitFor: without(waits, at) })} />
        </div>
      ))}
      {free.length ? (
        <Select label="Wait for a step" value="" options={[{ value: '', label: 'Choose a step …' }, ...free]} onChange={(name) => name && change({ waitFor: [...waits, name] })} />
      ) : waits.length ? null : (
        <p className={styles.note}>No other step can come first.</p>
      )}
    </Section>
  )
}
