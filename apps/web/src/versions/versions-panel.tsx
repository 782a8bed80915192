import { Tabs } from '@base-ui/react/tabs'
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useState } from 'react'
import { trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { SidePanel } from '../ui/side-panel.tsx'
import { CanaryCard } from './canary-card.tsx'
import { DependentsList } from './dependents-list.tsx'
import { DraftRow } from './draft-row.tsx'
import { MovesList } from './moves-list.tsx'
import { VersionDialogs, type VersionVerb } from './version-dialogs.tsx'
import { serverNow } from '../ui/server-time.ts'
import { ProofList } from './proof-list.tsx'
import { VersionItem } from './version-item.tsx'
import { useVersions } from './use-versions.ts'
import type { Versions } from './version-types.ts'
import styles from './versions-panel.module.css'

export interface VersionsPanelProps {
  readonly workflowId: string
  readonly onClose: () => void
  readonly onPublish: () => void
}

/** Days of runs that outcomes are counted over. */
const DAYS = 30

/** Everything that was published, where it runs, and how it fares. */
export function VersionsPanel({ workflowId, onClose, onPublish }: VersionsPanelProps) {
  const versions = useVersions(workflowId)
  const [verb, setVerb] = useState<VersionVerb>()
  const [tab, setTab] = useState('versions')
  return (
    <SidePanel label="Versions" onClose={onClose}>
      <Tabs.Root value={tab} onValueChange={(next: string) => setTab(next)} className={styles.root}>
        <div className={styles.head}>
          <h2 className={styles.title}>Versions</h2>
          <Tabs.List className={styles.tabs} aria-label="About the versions">
            <Tabs.Tab value="versions" className={styles.tab}>List</Tabs.Tab>
            <Tabs.Tab value="history" className={styles.tab}>History</Tabs.Tab>
            <Tabs.Tab value="dependents" className={styles.tab}>Who uses it</Tabs.Tab>
          </Tabs.List>
          <IconButton label="Close the versions" size="small" onClick={onClose}>
            <X size={14} />
          </IconButton>
        </div>
        <Tabs.Panel value="versions" className={styles.content}>
          {versions.data ? <Listed workflowId={workflowId} versions={versions.data} onPublish={onPublish} onVerb={setVerb} /> : <Waiting error={versions.error} onRetry={() => void versions.refetch()} />}
        </Tabs.Panel>
        <Tabs.Panel value="history" className={styles.content}><MovesList workflowId={workflowId} /></Tabs.Panel>
        <Tabs.Panel value="dependents" className={styles.content}><DependentsList /></Tabs.Panel>
      </Tabs.Root>
      {verb && versions.data ? <VersionDialogs workflowId={workflowId} verb={verb} versions={versions.data} onClose={() => setVerb(undefined)} /> : null}
    </SidePanel>
  )
}

function Waiting({ error, onRetry }: { readonly error: { readonly message: string } | null; readonly onRetry: () => void }) {
  if (!error) return <p className={styles.quiet} aria-busy="true">Loading the versions …</p>
  return (
    <div role="alert" className={styles.fault}>
      <p>The versions could not be loaded: {error.message}</p>
      <Button size="small" onClick={onRetry}>Try again</Button>
    </div>
  )
}

interface ListedProps {
  readonly workflowId: string
  readonly versions: Versions
  readonly onPublish: () => void
  readonly onVerb: (verb: VersionVerb) => void
}

function Listed({ workflowId, versions, onPublish, onVerb }: ListedProps) {
  const [since] = useState(() => new Date(serverNow() - DAYS * 86_400_000).toISOString())
  const outcomes = useQuery(trpc.version.outcomes.queryOptions({ workflowId, since }))
  const newest = versions.versions[0]?.number
  return (
    <>
      <DraftRow workflowId={workflowId} newest={newest} onPublish={onPublish} />
      <ProofList proofs={versions.overrides.filter(({ version }) => version === null)} />
      {versions.pointers.map((pointer) => (pointer.canary === null ? null : <CanaryCard key={pointer.environment} workflowId={workflowId} pointer={pointer} onChange={() => onVerb({ kind: 'canary', number: pointer.canary ?? 0 })} />))}
      {newest === undefined ? (
        <p className={styles.quiet}>Nothing is published yet. A version is a copy of the draft that never changes; environments point at versions, so that a run does not depend on what is being edited.</p>
      ) : (
        <ol className={styles.list} aria-label="Published versions">
          {versions.versions.map((version) => (
            <VersionItem key={version.number} workflowId={workflowId} version={version} pointers={versions.pointers} outcomes={outcomes.data?.find((one) => one.version === version.number)} newest={newest} proofs={versions.overrides.filter((one) => one.version === version.number)} onVerb={onVerb} />
          ))}
        </ol>
      )}
    </>
  )
}
