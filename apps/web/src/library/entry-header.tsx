import { Download } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { Markdown } from '../ui/markdown.tsx'
import { Select } from '../ui/select.tsx'
import { CoverageFigure } from './coverage-figure.tsx'
import type { LibraryEntryData } from './library-types.ts'
import { SourceBadge } from './source-badge.tsx'
import { Stars } from './stars.tsx'
import styles from './entry-page.module.css'

export interface EntryHeaderProps {
  readonly entry: LibraryEntryData
  readonly onInstall: () => void
  readonly onVersion: (number: number) => void
}

export function EntryHeader({ entry: { card, edition, contract, versions }, onInstall, onVersion }: EntryHeaderProps) {
  const { category, tags, origin } = card
  return (
    <header className={styles.header}>
      <p className={styles.trail}>
        <a href="/library">Library</a>
        {category ? <> / <a href={`/library?category=${encodeURIComponent(category)}`}>{category}</a></> : null}
      </p>
      <div className={styles.headline}>
        <h1>{card.title}</h1>
        <div className={styles.versionChoice}>
          <Select label="Version" value={String(edition.number)} options={versions.map(({ number }) => ({ value: String(number), label: `Version ${number}`, ...(number === card.latest ? { hint: 'newest' } : {}) }))} onChange={(value) => onVersion(Number(value))} />
        </div>
        <Button tone="primary" onClick={onInstall}>
          <Download size={16} aria-hidden />
          Install …
        </Button>
      </div>
      <p className={styles.facts}>
        <code>{card.name}</code>
        <CoverageFigure percent={Math.round(contract.coverage.percent)} />
        <span>{card.uses === 1 ? 'Installed once' : `Installed ${card.uses} times`}</span>
        {card.rating === null ? null : <Stars value={card.rating} count={card.ratings} />}
        <SourceBadge source={card.source} signer={card.signer} />
        {card.retired ? <strong>Retired: it is found by its address only</strong> : null}
      </p>
      {card.description ? <Markdown text={card.description} /> : null}
      {tags.length > 0 ? <p className={styles.chips} aria-label="Tags">{tags.map((tag) => <a key={tag} href={`/library?tag=${encodeURIComponent(tag)}`}>{tag}</a>)}</p> : null}
      {origin && !edition.extension ? <p className={styles.quiet}>Forked from <a href={`/library/${encodeURIComponent(origin.name)}?version=${origin.number}`}>{origin.name}, version {origin.number}</a> (content {origin.contentHash.slice(0, 12)}).</p> : null}
    </header>
  )
}
