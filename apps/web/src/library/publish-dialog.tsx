import { useMutation, useQuery } from '@tanstack/react-query'
import type { WorkflowDocument } from '@eddy/workflow'
import { useState } from 'react'
import { client, queryClient, trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { PublishForm, type PublishOrigin } from './publish-form.tsx'
import { DRAFT, firstWords, type PublishWords, requestOf, versionChoices } from './publish-words.ts'
import { PublishedEntry } from './published-entry.tsx'
import { libraryKey } from './use-library-list.ts'
import styles from './publish-dialog.module.css'

export interface PublishDialogProps {
  readonly workflowId: string
  readonly document: WorkflowDocument
  readonly person: string
  /** Brings what is on the screen to the server. */
  readonly flush: () => Promise<unknown>
  readonly onClose: () => void
}

/** Shares a version of the workflow under a name in the library; afterwards it shows what was read off it and rehearsed. */
export function PublishDialog({ workflowId, document, person, flush, onClose }: PublishDialogProps) {
  const { choices, first, origin, error } = useFirstWords(workflowId, document)
  const [edited, setWords] = useState<PublishWords>()
  const words = edited ?? first
  const publish = useMutation({
    mutationFn: async (said: PublishWords) => {
      const version = said.version === DRAFT ? await publishDraft(workflowId, { note: said.note, flush }) : Number(said.version)
      // tried again after a refusal, the draft is a version already
      setWords({ ...said, version: String(version) })
      const { card, number } = await client.library.publish.mutate(requestOf(said, { workflowId, version, person }))
      return client.library.get.query({ name: card.name, number })
    },
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: libraryKey })
      void queryClient.invalidateQueries({ queryKey: trpc.version.list.queryKey() })
    },
  })
  if (publish.data) {
    return (
      <Dialog open wide onOpenChange={(open) => open || onClose()} title="It is in the library" actions={<Button tone="primary" onClick={onClose}>Done</Button>}>
        <PublishedEntry entry={publish.data} />
      </Dialog>
    )
  }
  const fault = publish.error ?? error
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => open || onClose()}
      title="Publish to the library"
      description="Others find it there, see what it needs and what happens when it fails, and install it. What they have stays as it is when you publish again."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" disabled={!words?.name || publish.isPending} onClick={() => words && publish.mutate(words)}>
            {publish.isPending ? 'Rehearsing …' : 'Publish'}
          </Button>
        </>
      }
    >
      {words ? <PublishForm words={words} versions={choices} document={document} origin={origin} onWords={setWords} /> : <p aria-busy="true" className={styles.hint}>Loading …</p>}
      {fault ? <p className={styles.fault} role="alert">{fault.message}</p> : null}
    </Dialog>
  )
}

/** What the form begins with, once the server has said what there is. */
function useFirstWords(workflowId: string, document: WorkflowDocument): { readonly choices: ReturnType<typeof versionChoices>; readonly first: PublishWords | undefined; readonly origin: PublishOrigin | undefined; readonly error: { readonly message: string } | null } {
  const versions = useQuery({ ...trpc.version.list.queryOptions({ workflowId }), staleTime: 0 })
  const fixtures = useQuery({ ...trpc.fixture.list.queryOptions({ workflowId }), staleTime: 0 })
  const installation = useQuery({ queryKey: [...libraryKey, 'installation', workflowId], queryFn: () => client.library.installation.query({ workflowId }), staleTime: 0 })
  const published = useQuery({ queryKey: [...libraryKey, 'published', workflowId], queryFn: () => client.library.published.query({ workflowId }), staleTime: 0 })
  const origin = installation.data ?? undefined
  const choices = versions.data ? versionChoices(versions.data) : []
  const first = choices[0] && fixtures.data && installation.data !== undefined && published.data !== undefined ? firstWords(document, { version: choices[0].value, fixtures: fixtures.data.map(({ fixture }) => fixture), derived: origin && origin.mode === 'derived', before: published.data }) : undefined
  return { choices, first, origin, error: versions.error ?? fixtures.error ?? installation.error ?? published.error }
}

async function publishDraft(workflowId: string, { note, flush }: { readonly note: string; readonly flush: () => Promise<unknown> }): Promise<number> {
  await flush()
  const { revision } = await client.workflow.get.query({ id: workflowId })
  const { number } = await client.version.publish.mutate({ workflowId, revision, note })
  return number
}
