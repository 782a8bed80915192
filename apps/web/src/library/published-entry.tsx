import type { LibraryEntryData } from './library-types.ts'
import styles from './publish-dialog.module.css'

/** What the library has read off a version and rehearsed, for its author. */
export function PublishedEntry({ entry: { card, edition, contract } }: { readonly entry: LibraryEntryData }) {
  const { inputs, secrets, hosts, effects } = edition.manifest
  const facts = [
    ['Takes', inputs.map(({ name }) => name).join(', ') || 'no input'],
    ['Effects', effects.map(({ effect }) => effect).join(', ') || 'none'],
    ['Secrets', secrets.join(', ') || 'none'],
    ['Hosts', hosts.map((host) => host ?? 'one that is only known in a run').join(', ') || 'none'],
    ['When it fails', contract.sentence],
  ] as const
  return (
    <section className={styles.published} aria-label="Published">
      <p role="status">
        <a href={`/library/${encodeURIComponent(card.name)}`}>{card.title}</a>, version {edition.number} in the library.
      </p>
      <dl>
        {facts.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
