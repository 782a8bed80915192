import { SearchChoice } from '../ui/search-choice.tsx'
import { without } from './list-edit.ts'
import { RemoveButton } from './remove-button.tsx'
import { Section } from './section.tsx'
import { resultsFor } from './sources.ts'
import { useShownDocument } from './shown-document.ts'
import type { SectionOf } from './section-of.ts'
import styles from './inspector.module.css'

/** Steps to wait for without taking anything from them. */
export function OrderSection({ found, change }: SectionOf) {
  const document = useShownDocument()
  const waits = found.step.waitFor ?? []
  const free = () => {
    const used = new Set([...waits, ...(found.step.arguments ?? []).flatMap(({ from }) => ('result' in from ? [from.result] : []))])
    return resultsFor(document, found).filter(({ value }) => !used.has(value))
  }
  return (
    <Section title="Wait for" note="Steps that must be finished first, without taking anything from them.">
      {waits.map((name, at) => (
        <div key={name} className={styles.row}>
          <span>{name}</span>
          <RemoveButton label={`Do not wait for ${name}`} onClick={() => change({ waitFor: without(waits, at) })} />
        </div>
      ))}
      <SearchChoice label="Wait for a step" shown="Choose a step …" options={free} nothing="No other step can come first." onChange={(name) => change({ waitFor: [...waits, name] })} />
    </Section>
  )
}
