import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { client } from '../trpc/client.ts'
import { libraryKey } from './use-library-list.ts'
import type { LibraryWish } from './library-wish.ts'
import styles from './library-page.module.css'

export interface LibraryFacetsProps {
  readonly wish: LibraryWish
  readonly onWish: (wish: LibraryWish) => void
}

/** Categories and tags to narrow the list by; the chosen one again takes it back. */
export function LibraryFacets({ wish, onWish }: LibraryFacetsProps) {
  const { query, category } = wish
  const facets = useQuery({ queryKey: [...libraryKey, 'facets', query, category], queryFn: ({ signal }) => client.library.facets.query({ query, category }, { signal }), placeholderData: keepPreviousData })
  const { categories = [], tags = [], agents = [] } = facets.data ?? {}
  return (
    <nav className={styles.facets} aria-label="Narrow down" aria-busy={facets.isPending || undefined}>
      <Facet title="Category" values={categories} chosen={wish.category} onChoose={(category) => onWish({ ...wish, category })} />
      <Facet title="Asks an agent" values={agents} chosen={wish.agent} onChoose={(agent) => onWish({ ...wish, agent })} />
      <Facet title="Tags" values={tags} chosen={wish.tag} onChoose={(tag) => onWish({ ...wish, tag })} />
      {facets.error ? <p className={styles.quiet} role="alert">Categories could not be loaded.</p> : null}
    </nav>
  )
}

interface FacetProps {
  readonly title: string
  readonly values: readonly { readonly name: string; readonly count: number }[]
  readonly chosen: string
  readonly onChoose: (name: string) => void
}

function Facet({ title, values, chosen, onChoose }: FacetProps) {
  // what was chosen by an address stays to be taken back, whether anything has it or not
  const shown = chosen === '' || values.some(({ name }) => name === chosen) ? values : [{ name: chosen, count: 0 }, ...values]
  if (shown.length === 0) return null
  return (
    <section aria-label={title}>
      <h2 className={styles.facetTitle}>{title}</h2>
      <ul>
        {shown.map(({ name, count }) => (
          <li key={name}>
            <button type="button" className={styles.facet} aria-pressed={name === chosen} onClick={() => onChoose(name === chosen ? '' : name)}>
              <span>{name}</span>
              <span className={styles.count}>{count}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
