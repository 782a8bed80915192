import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import { client } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { ContractSection } from './contract-section.tsx'
import { EntryHeader } from './entry-header.tsx'
import { ExtensionSection } from './extension-section.tsx'
import { HistorySection } from './history-section.tsx'
import { InstallDialog } from './install-dialog.tsx'
import type { LibraryEntryData } from './library-types.ts'
import { ManifestSection } from './manifest-section.tsx'
import { RatingSection } from './rating-section.tsx'
import { SampleSection } from './sample-section.tsx'
import type { AskedRehearsal, StageRequest } from './stage-request.ts'
import { libraryKey } from './use-library-list.ts'
import styles from './entry-page.module.css'

export interface EntryPageProps {
  readonly name: string
  /** A version; the newest when left out. */
  readonly number?: number
  /** Who looks; empty: nobody in particular. */
  readonly person: string
  readonly onVersion: (number: number) => void
  readonly onOpenWorkflow: (id: string) => void
  /** The drawing, on which is rehearsed what is asked for. */
  readonly renderStage: (stage: StageRequest) => ReactNode
}

/** An entry with all that one wants to know before it is trusted: what it needs, what it does, what happens when it fails. */
export function EntryPage(props: EntryPageProps) {
  const { name, number } = props
  const entry = useQuery({ queryKey: [...libraryKey, 'entry', name, number ?? 'latest'], queryFn: () => client.library.get.query({ name, ...(number === undefined ? {} : { number }) }) })
  if (entry.data) return <Loaded {...props} entry={entry.data} />
  if (!entry.error) return <main className={styles.page} aria-busy="true"><p className={styles.waiting}>Loading … The failure contract is rehearsed when it is looked at for the first time.</p></main>
  return (
    <main className={styles.page}>
      <div className={styles.note} role="alert">
        <p>{entry.error.message}</p>
        <div className={styles.row}>
          <Button size="small" onClick={() => void entry.refetch()}>Try again</Button>
          <a href="/library">To the library</a>
        </div>
      </div>
    </main>
  )
}

function Loaded({ entry, person, onVersion, onOpenWorkflow, renderStage }: EntryPageProps & { readonly entry: LibraryEntryData }) {
  const [installing, setInstalling] = useState(false)
  const [asked, setAsked] = useState<AskedRehearsal>()
  const stage = useRef<HTMLDivElement>(null)
  const { card, edition, contract } = entry
  const rehearse = (next: AskedRehearsal) => {
    setAsked(next)
    stage.current?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <main className={styles.page}>
      <EntryHeader entry={entry} onInstall={() => setInstalling(true)} onVersion={onVersion} />
      <div ref={stage}>{renderStage({ edition, asked })}</div>
      <div className={styles.columns}>
        <div className={styles.column}>
          <SampleSection samples={edition.samples} onRehearse={(sample) => rehearse({ sample, faults: [] })} />
          <ContractSection contract={contract} document={edition.document} onRehearse={(fault) => rehearse({ sample: contract.fixture ?? '', faults: [fault] })} />
          <RatingSection name={card.name} person={person} ratings={entry.ratings} />
        </div>
        <div className={styles.column}>
          <ExtensionSection entry={entry} />
          <ManifestSection manifest={edition.manifest} />
          <HistorySection entry={entry} />
        </div>
      </div>
      {installing ? <InstallDialog name={card.name} number={edition.number} title={card.title} onClose={() => setInstalling(false)} onInstalled={onOpenWorkflow} /> : null}
    </main>
  )
}
