import type { WorkflowDocument } from '@eddy/workflow'
import { Download } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { CoverageFigure } from './coverage-figure.tsx'
import type { LibraryCardData } from './library-types.ts'
import { SourceBadge } from './source-badge.tsx'
import { Stars } from './stars.tsx'
import { useInSight } from './use-in-sight.ts'
import styles from './library-card.module.css'

export interface LibraryCardProps {
  readonly card: LibraryCardData
  readonly selected: boolean
  readonly onSelect: (name: string, selected: boolean) => void
  /** The workflow in small; drawn when the card comes into sight. */
  readonly renderDrawing: (document: WorkflowDocument) => ReactNode
}

export const LibraryCard = memo(function LibraryCard({ card, selected, onSelect, renderDrawing }: LibraryCardProps) {
  const [seen, attach] = useInSight()
  const { name, title, description, sketch, uses, tags } = card
  return (
    <article className={styles.card} data-selected={selected ? '' : undefined} aria-label={title}>
      <div className={styles.drawing} ref={attach}>{seen && sketch ? renderDrawing(sketch as WorkflowDocument) : null}</div>
      <label className={styles.select}>
        <input type="checkbox" checked={selected} onChange={(event) => onSelect(name, event.target.checked)} aria-label={`Select ${title}`} />
      </label>
      <h3 className={styles.title}>
        <a href={`/library/${encodeURIComponent(name)}`}>{title}</a>
      </h3>
      <p className={styles.description}>{description}</p>
      <p className={styles.tags} aria-label="Tags">{tags.slice(0, 4).map((tag) => <span key={tag}>{tag}</span>)}</p>
      <footer className={styles.facts}>
        <CoverageFigure percent={card.coverage} />
        <span className={styles.fact} title={`Installed ${uses} times`}>
          <Download size={13} aria-hidden />
          {uses}
          <span className="visually-hidden"> installed</span>
        </span>
        {card.rating === null ? null : <Stars value={card.rating} count={card.ratings} />}
        <span className={styles.source}><SourceBadge source={card.source} signer={card.signer} /></span>
      </footer>
    </article>
  )
})
