import { stepLabel } from '../store/document/step-label.ts'
import { useEditor } from '../store/editor-context.tsx'
import type { Located } from '../store/document/locate.ts'
import { usesOf } from './known-data.ts'
import { roleWords } from './role-words.ts'
import { Section } from './section.tsx'
import { useShownDocument } from './shown-document.ts'
import styles from './inspector.module.css'

/** Whom a handler serves, and what it can reach there. */
export function HandlerNote({ found }: { readonly found: Located }) {
  const document = useShownDocument()
  const select = useEditor((state) => state.select)
  const uses = usesOf(document, found.step.name)
  return (
    <Section title="Whom it serves" {...(uses.length ? {} : { note: 'No step names this handler, so it never runs. Choose it in the undo part of a step.' })}>
      {uses.map(({ found: user, role }) => (
        <div key={`${role}:${user.path}`} className={styles.stack}>
          <button type="button" className={styles.link} onClick={() => select(new Set([user.path]))}>
            {roleWords[role].title}: {stepLabel(user.step)}
          </button>
          <p className={styles.note}>{roleWords[role].about}</p>
        </div>
      ))}
    </Section>
  )
}
