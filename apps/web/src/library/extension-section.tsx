import type { WorkflowDocument, WorkflowExtension } from '@eddy/workflow'
import { comparePath } from '../store/compare-path.ts'
import { locate } from '../store/document/locate.ts'
import { stepLabel } from '../store/document/step-label.ts'
import type { LibraryEntryData } from './library-types.ts'
import { patchWords } from './patch-words.ts'
import styles from './entry-page.module.css'

/** What an entry does unlike the one that it extends, and whether that one has moved on. */
export function ExtensionSection({ entry: { card, edition, base } }: { readonly entry: LibraryEntryData }) {
  const { extension, document, number } = edition
  if (!extension) return null
  const lines = patchesOf(extension, document)
  return (
    <section className={styles.section} aria-label="Extends">
      <h2>{base ? <>Extends <a href={`/library/${base.name}?version=${base.number}`}>{base.title}</a>, version {base.number}</> : `Extends ${extension.extends}`}</h2>
      <p className={styles.quiet}>{lines.length === 0 ? 'It differs in nothing that means anything.' : `It is told by what it does unlike that, in ${lines.length === 1 ? 'one patch' : `${lines.length} patches`}:`}</p>
      {lines.length > 0 ? <ul className={styles.patches}>{lines.map((line) => <li key={line}>{line}</li>)}</ul> : null}
      {base ? (
        <p>
          <a href={comparePath(undefined, `library-${base.name}@${base.number}`, `library-${card.name}@${number}`)}>See both in one drawing</a>
        </p>
      ) : null}
      {base && base.latest > base.number ? (
        <p className={styles.newer} role="status">
          <strong>{base.title} has a newer version, {base.latest}.</strong> <a href={comparePath(undefined, `library-${base.name}@${base.number}`, `library-${base.name}@${base.latest}`)}>Look at what is new</a>; its author takes it over with <em>Update available</em> in the editor and publishes again.
        </p>
      ) : null}
    </section>
  )
}

function patchesOf({ patches }: WorkflowExtension, document: WorkflowDocument): readonly string[] {
  const nameOf = (path: string) => {
    const found = locate(document, path)
    return found ? stepLabel(found.step) : path
  }
  return [...new Set(patches.map((patch) => patchWords(patch, nameOf)))]
}
