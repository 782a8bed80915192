import type { WorkflowDocument } from '@eddy/workflow'
import { Search } from 'lucide-react'
import { useDeferredValue, useId, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { categoriesOf, findTemplates, type Findable } from './find-templates.ts'
import { TemplateCard } from './template-card.tsx'
import home from './home-page.module.css'
import styles from './template-gallery.module.css'

/** So many stand there before one asks for more: two rows of three. */
const AT_FIRST = 6

interface Shown extends Findable {
  readonly name: string
  readonly document: WorkflowDocument
}

export interface TemplateGalleryProps {
  readonly templates: readonly Shown[]
  readonly busy: boolean
  readonly onUse: (name: string) => void
}

/** What to begin with: a few at first, all by category or by search. */
export function TemplateGallery({ templates, busy, onUse }: TemplateGalleryProps) {
  const [query, setQuery] = useState('')
  const [category, setCategory] = useState<string | null>(null)
  const [all, setAll] = useState(false)
  const found = findTemplates(templates, { query: useDeferredValue(query), category })
  const few = !all && category === null && query.trim() === '' && found.length > AT_FIRST
  return (
    <section aria-label="Templates">
      <div className={styles.head}>
        <h2 className={home.subtitle}>Start from a template</h2>
        <label className={styles.search}>
          <Search size={14} aria-hidden />
          <input type="search" aria-label="Find a template" placeholder="Find a template" value={query} onChange={(event) => setQuery(event.target.value)} />
        </label>
      </div>
      <CategoryChoice templates={templates} value={category} onChange={setCategory} />
      <p className="visually-hidden" role="status" aria-label="Templates found">{found.length === 1 ? '1 template' : `${found.length} templates`}</p>
      {found.length === 0 ? <p className={home.none}>No template has these words{category === null ? '' : ` in ${category}`}. Try fewer, or draw a new workflow.</p> : null}
      <ul className={home.grid}>
        {(few ? found.slice(0, AT_FIRST) : found).map((template) => (
          <li key={template.name}>
            <TemplateCard template={template} busy={busy} onUse={() => onUse(template.name)} />
          </li>
        ))}
      </ul>
      {few ? (
        <div className={styles.more}>
          <Button onClick={() => setAll(true)}>Show all {found.length} templates</Button>
        </div>
      ) : null}
    </section>
  )
}

interface CategoryChoiceProps {
  readonly templates: readonly Findable[]
  readonly value: string | null
  readonly onChange: (category: string | null) => void
}

function CategoryChoice({ templates, value, onChange }: CategoryChoiceProps) {
  const name = useId()
  const choices = [{ name: 'All', category: null, count: templates.length }, ...categoriesOf(templates).map((one) => ({ ...one, category: one.name }))]
  return (
    <fieldset className={styles.categories}>
      <legend className="visually-hidden">Category</legend>
      {choices.map((choice) => (
        <label key={choice.name} className={styles.category}>
          <input type="radio" className="visually-hidden" name={name} checked={value === choice.category} onChange={() => onChange(choice.category)} />
          {choice.name} <span className={styles.count}>{choice.count}</span>
        </label>
      ))}
    </fieldset>
  )
}
