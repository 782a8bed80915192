import { comparePath } from '../store/compare-path.ts'
import { dayWords } from './day-words.ts'
import type { LibraryEntryData } from './library-types.ts'
import styles from './entry-page.module.css'

/** Its versions with their notes, and who uses it here. */
export function HistorySection({ entry: { card, edition, versions, installations } }: { readonly entry: LibraryEntryData }) {
  return (
    <>
      <section className={styles.section} aria-label="Versions">
        <h2>Versions</h2>
        <ul className={styles.versions}>
          {versions.map(({ number, note, publishedAt, publishedBy }) => (
            <li key={number} data-here={number === edition.number ? '' : undefined}>
              <a href={`/library/${encodeURIComponent(card.name)}?version=${number}`} aria-current={number === edition.number ? 'true' : undefined}>Version {number}</a>
              <span className={styles.quiet}>{dayWords(publishedAt)}{publishedBy ? ` by ${publishedBy}` : ''}</span>
              {note ? <p>{note}</p> : null}
              {number > 1 ? <a className={styles.quiet} href={comparePath(undefined, `library-${card.name}@${number - 1}`, `library-${card.name}@${number}`)}>Compare with version {number - 1}</a> : null}
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.section} aria-label="Used here">
        <h2>Used here</h2>
        {installations.length === 0 ? <p className={styles.quiet}>No workflow here comes from it yet.</p> : null}
        <ul className={styles.versions}>
          {installations.map(({ workflowId, name, title, number }) => (
            <li key={workflowId}>
              <a href={`/workflow/${workflowId}`}>{title ?? name}</a>
              <span className={styles.quiet}>{name}, from version {number}{number < card.latest ? ' – an update is available' : ''}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
