import type { WorkflowDocument } from '@eddy/workflow'
import { FileInput } from 'lucide-react'
import { type ReactNode, useCallback, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import { ExportBar } from './export-bar.tsx'
import { ImportBundleDialog } from './import-bundle-dialog.tsx'
import { LibraryFacets } from './library-facets.tsx'
import { LibraryGrid } from './library-grid.tsx'
import { type LibraryWish, SORTS } from './library-wish.ts'
import { SearchField } from './search-field.tsx'
import { SuggestionsStrip } from './suggestions-strip.tsx'
import { type LibraryList, useLibraryList } from './use-library-list.ts'
import styles from './library-page.module.css'

export interface LibraryPageProps {
  readonly wish: LibraryWish
  /** Keeps the wish in the address. */
  readonly onWish: (wish: LibraryWish) => void
  /** Who exports, in words; empty: nobody in particular. */
  readonly person: string
  readonly renderDrawing: (document: WorkflowDocument) => ReactNode
}

const none: ReadonlySet<string> = new Set()

/** Everything that is shared here, to be found, looked at, and taken along. */
export function LibraryPage({ wish, onWish, person, renderDrawing }: LibraryPageProps) {
  const list = useLibraryList(wish)
  const narrowed = wish.query + wish.category + wish.tag + wish.agent !== ''
  const [selected, setSelected] = useState(none)
  const [importing, setImporting] = useState(false)
  const select = useCallback((name: string, on: boolean) => setSelected((before) => new Set(on ? [...before, name] : [...before].filter((one) => one !== name))), [])
  return (
    <main className={styles.page}>
      <header className={styles.header}>
        <h1>Library</h1>
        <SearchField query={wish.query} onQuery={(query) => onWish({ ...wish, query })} />
        <div className={styles.sort}>
          <Select label="Sort" value={wish.sort} options={SORTS} onChange={(sort) => onWish({ ...wish, sort: SORTS.find(({ value }) => value === sort)?.value ?? 'uses' })} />
        </div>
        <Button onClick={() => setImporting(true)}>
          <FileInput size={16} aria-hidden />
          Import a bundle …
        </Button>
      </header>
      <div className={styles.body}>
        <LibraryFacets wish={wish} onWish={onWish} />
        <section className={styles.results} aria-label="Found" aria-busy={list.pending || list.earlier || undefined}>
          {narrowed ? null : <SuggestionsStrip person={person} />}
          <p className={styles.found} role="status">{list.pending || list.error ? '' : foundWords(list.total)}</p>
          <Results list={list} narrowed={narrowed} onClear={() => onWish({ query: '', category: '', tag: '', agent: '', sort: wish.sort })}>
            <LibraryGrid key={`${wish.category} ${wish.tag} ${wish.agent} ${wish.sort}`} list={list} selected={selected} onSelect={select} renderDrawing={renderDrawing} />
          </Results>
        </section>
      </div>
      {selected.size > 0 ? <ExportBar names={[...selected]} person={person} onClear={() => setSelected(none)} /> : null}
      {importing ? <ImportBundleDialog onClose={() => setImporting(false)} /> : null}
    </main>
  )
}

function foundWords(total: number): string {
  return total === 1 ? 'One workflow' : `${total.toLocaleString()} workflows`
}

interface ResultsProps {
  readonly list: LibraryList
  readonly narrowed: boolean
  readonly onClear: () => void
  readonly children: ReactNode
}

function Results({ list, narrowed, onClear, children }: ResultsProps) {
  if (list.error) {
    return (
      <div className={styles.note} role="alert">
        <p>The library could not be loaded: {list.error}</p>
        <Button size="small" onClick={list.retry}>Try again</Button>
      </div>
    )
  }
  if (list.pending) return <Pending />
  if (list.cards.length > 0) return children
  return narrowed ? (
    <div className={styles.note}>
      <p>Nothing in the library has all of that.</p>
      <Button size="small" onClick={onClear}>Show everything</Button>
    </div>
  ) : (
    <div className={styles.note}>
      <p>The library is empty. Open a workflow and choose “Publish to the library” in its Export menu, or import a bundle that somebody gave you.</p>
    </div>
  )
}

function Pending() {
  return (
    <div className={styles.pending} aria-hidden>
      {[0, 1, 2, 3, 4, 5].map((card) => <span key={card} />)}
    </div>
  )
}
