import { useQuery } from '@tanstack/react-query'
import type { WorkflowDocument } from '@eddy/workflow'
import { useState } from 'react'
import { comparePath } from '../store/compare-path.ts'
import { useEditor, useEditorStore } from '../store/editor-context.tsx'
import { client } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/text-field.tsx'
import { ChangedLines } from './changed-lines.tsx'
import { isOpen, PublishGates } from './publish-gates.tsx'
import { Published } from './published.tsx'
import { type PublishCall, usePublish } from './use-publish.ts'
import { useVersionDocument } from './use-versions.ts'
import type { PublishCheck } from './version-types.ts'
import styles from './publish-dialog.module.css'

export interface PublishDialogProps {
  readonly workflowId: string
  /** Who publishes, as others see them; empty: a guest. */
  readonly by: string
  readonly onClose: () => void
  readonly onJump: (step: string) => void
  /** Something was changed in two ways and is to be chosen. */
  readonly onClashes: () => void
}

/** What would be published, what stands in the way, and then where it is to go. Made afresh each time it opens. */
export function PublishDialog(props: PublishDialogProps) {
  const { workflowId, onClose } = props
  const flush = useEditor((state) => state.flush)
  // the server checks what it has, so it gets what is on the screen first
  const check = useQuery({ queryKey: ['publish-check', workflowId], queryFn: () => flush().then(() => client.version.check.query({ workflowId })), gcTime: 0, staleTime: Infinity, retry: false })
  if (!check.data) {
    return (
      <Dialog open onOpenChange={(open) => !open && onClose()} title="Publish" actions={<Button onClick={onClose}>Not now</Button>}>
        {check.error ? <p role="alert">The draft could not be checked: {check.error.message} All edits are kept here.</p> : <p className={styles.quiet} aria-busy="true">The draft is saved, checked and rehearsed …</p>}
        {check.error ? <Button onClick={() => void check.refetch()}>Try again</Button> : null}
      </Dialog>
    )
  }
  return <Checked {...props} check={check.data} onCheck={() => check.refetch()} />
}

interface CheckedProps extends PublishDialogProps {
  readonly check: PublishCheck
  readonly onCheck: () => Promise<unknown>
}

function Checked({ workflowId, by, check, onCheck, onClose, onJump, onClashes }: CheckedProps) {
  const document = useEditor((state) => state.document)
  const waiting = useEditor((state) => state.clashes.length)
  const store = useEditorStore()
  const [note, setNote] = useState('')
  const base = useVersionDocument(workflowId, check.newest ?? undefined)
  const call = usePublish({ workflowId, check, by, store, onCheck, onClashes: () => (onClose(), onClashes()) })
  if (call.published) return <Published workflowId={workflowId} version={call.published} onClose={onClose} />
  const number = (check.newest ?? 0) + 1
  const behind = behindOf(check, call)
  const ready = isOpen(check) && !check.nothingNew && behind === undefined && waiting === 0 && !call.busy
  const jump = (step: string) => {
    onClose()
    onJump(step)
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Publish version ${number}`}
      description="A version never changes. Nothing runs it until an environment points at it."
      actions={
        <>
          <Button tone="quiet" onClick={onClose}>Not now</Button>
          <Button tone="primary" disabled={!ready} onClick={() => call.publish(note)}>
            {call.busy ? 'Publishing …' : `Publish version ${number}`}
          </Button>
        </>
      }
    >
      <Changes {...{ workflowId, check, document }} before={base.data?.document} />
      <PublishGates check={check} onJump={jump} />
      {behind === undefined ? null : <Behind number={behind} base={check.base} seen={check.newest} call={call} />}
      <Told call={call} waiting={waiting > 0} />
      <TextField label="Note: what is new, for whoever reads the list of versions" value={note} onChange={setNote} multiline />
    </Dialog>
  )
}

/** The version that the draft does not know, if there is one. */
function behindOf({ base, newest }: PublishCheck, { behind }: PublishCall): number | undefined {
  if (behind !== undefined) return behind
  return base === newest || newest === null ? undefined : newest
}

function Told({ call: { told, fault }, waiting }: { readonly call: PublishCall; readonly waiting: boolean }) {
  return (
    <>
      {told ? <p className={styles.told} role="status">{told}</p> : null}
      {waiting ? <p className={styles.fault} role="alert">Something was changed in two ways. Close this and choose which is to stand, then publish.</p> : null}
      {fault ? <p className={styles.fault} role="alert">{fault}</p> : null}
    </>
  )
}

function Changes({ workflowId, check, document, before }: { readonly workflowId: string; readonly check: PublishCheck; readonly document: WorkflowDocument; readonly before: WorkflowDocument | undefined }) {
  if (check.newest === null) return <p className={styles.quiet}>The first version: {document.steps.length} {document.steps.length === 1 ? 'step' : 'steps'}.</p>
  return (
    <section className={styles.changes} aria-label={`Changes since version ${check.newest}`}>
      <h3>
        Since version {check.newest} <a href={comparePath(workflowId, String(check.newest), 'draft')}>Compare on the canvas</a>
      </h3>
      {check.nothingNew ? <p className={styles.quiet}>The draft is what version {check.newest} is already; there is nothing to publish.</p> : before ? <ChangedLines before={before} after={document} /> : <p className={styles.quiet} aria-busy="true">Loading version {check.newest} …</p>}
    </section>
  )
}

interface BehindProps {
  readonly number: number
  readonly base: number | null
  readonly seen: number | null
  readonly call: PublishCall
}

function Behind({ number, base, seen, call }: BehindProps) {
  const known = seen === number ? base : seen
  return (
    <div className={styles.behind} role="alert">
      <p>
        Version {number} has been published since {known === null ? 'you began' : `version ${known}, which your draft was made from`}. Rebase: what it changed comes into the draft as one edit, and what you both changed you choose.
      </p>
      <Button disabled={call.busy} onClick={() => call.rebase(known, number)}>Rebase on version {number}</Button>
    </div>
  )
}
