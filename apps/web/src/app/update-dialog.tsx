import { useMutation, useQuery } from '@tanstack/react-query'
import type { FieldClash, WorkflowDocument } from '@eddy/workflow'
import { useMemo, useState } from 'react'
import { settleClashes } from '../store/command/settle-clashes.ts'
import { diffLines } from '../store/document/diff-lines.ts'
import { useEditor } from '../store/editor-context.tsx'
import type { Clash } from '../store/meet.ts'
import { client, queryClient } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { type Choice, choicesOf } from './clash-words.ts'
import clash from './clash-panel.module.css'
import { UpdateNews } from './update-news.tsx'
import styles from './update-dialog.module.css'

type Side = 'mine' | 'theirs'
type Chosen = { readonly [key: string]: Side }

export interface UpdateDialogProps {
  readonly id: string
  readonly update: { readonly name: string; readonly title: string; readonly installed: number; readonly latest: number; readonly notes: readonly { readonly number: number; readonly note: string }[] }
  readonly onClose: () => void
}

/** What the library's newest version would change here, merged with what was changed here; what both have changed is chosen first. */
export function UpdateDialog({ id, update, onClose }: UpdateDialogProps) {
  const flush = useEditor((state) => state.flush)
  const plan = useQuery({ queryKey: ['library', 'update', id, update.latest], queryFn: () => flush().then(() => client.library.updatePlan.query({ workflowId: id })), gcTime: 0, staleTime: 0 })
  const [chosen, setChosen] = useState<Chosen>({})
  const settled = useMemo(() => plan.data && settle(plan.data, chosen), [plan.data, chosen])
  const apply = useMutation({
    mutationFn: ({ revision, document }: { readonly revision: number; readonly document: WorkflowDocument | undefined }) =>
      client.library.update.mutate({ workflowId: id, revision, ...(document ? { document: document as NonNullable<Parameters<typeof client.library.update.mutate>[0]['document']> } : {}) }),
    onSuccess: () => {
      // the live channel brings the draft
      void queryClient.invalidateQueries({ queryKey: ['library'] })
      onClose()
    },
  })
  const fault = plan.error ?? apply.error
  const bring = () => settled && plan.data && apply.mutate({ revision: plan.data.revision, document: plan.data.clashes.length > 0 ? settled.document : undefined })
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => open || onClose()}
      title={`Update to version ${update.latest}`}
      description={`This workflow came from version ${update.installed} of ${update.title}. What you have changed stays.`}
      actions={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button tone="primary" disabled={!settled || settled.open > 0 || apply.isPending} onClick={bring}>
            Update the draft
          </Button>
        </>
      }
    >
      <UpdateNews id={id} update={update} rehearse={plan.data !== undefined} onLeave={onClose} />
      {settled ? <Choices choices={settled.choices} chosen={chosen} onChoose={(key, side) => setChosen({ ...chosen, [key]: side })} /> : null}
      {settled ? <Lines lines={settled.lines} open={settled.open} /> : fault ? null : <p aria-busy="true">Comparing …</p>}
      {plan.data?.blocks.map((block) => <p key={block} className={styles.warning}>{block}</p>)}
      {fault ? <p className={styles.fault} role="alert">{fault.message}</p> : null}
    </Dialog>
  )
}

interface Settled {
  readonly choices: readonly Choice[]
  /** Choices that nobody has made yet. */
  readonly open: number
  readonly document: WorkflowDocument
  /** What differs from the draft, in words. */
  readonly lines: readonly string[]
}

interface Plan {
  readonly draft: unknown
  readonly theirs: unknown
  readonly merged: unknown
  readonly clashes: readonly unknown[]
}

function settle(plan: Plan, chosen: Chosen): Settled {
  // the server's own documents, as it has checked them
  const { draft, theirs, merged, clashes } = plan as { readonly draft: WorkflowDocument; readonly theirs: WorkflowDocument; readonly merged: WorkflowDocument; readonly clashes: readonly FieldClash[] }
  const choices = choicesOf(merged, clashes.map((one): Clash => ({ ...one, with: 'elsewhere' })))
  const taken = choices.filter(({ key }) => chosen[key] === 'theirs').flatMap(({ ids }) => ids)
  const document = taken.length === 0 ? merged : settleClashes(clashes.filter(({ id }) => taken.includes(id)), theirs.view?.positions).apply(merged).document
  return { choices, open: choices.filter(({ key }) => chosen[key] === undefined).length, document, lines: diffLines(draft, document) }
}

function Lines({ lines, open }: Pick<Settled, 'lines' | 'open'>) {
  return (
    <section aria-label="What changes here">
      <h3 className={styles.head}>What changes here</h3>
      {lines.length === 0 ? <p className={styles.quiet}>{open > 0 ? 'Nothing, as long as yours stands.' : 'Nothing: the draft has it all already.'}</p> : null}
      <ul className={styles.lines}>{lines.map((line) => <li key={line}>{line}</li>)}</ul>
    </section>
  )
}

const SIDES: readonly { readonly side: Side; readonly label: string }[] = [
  { side: 'mine', label: 'Mine' },
  { side: 'theirs', label: 'The library’s' },
]

function Choices({ choices, chosen, onChoose }: { readonly choices: readonly Choice[]; readonly chosen: Chosen; readonly onChoose: (key: string, side: Side) => void }) {
  if (choices.length === 0) return null
  return (
    <section aria-label="Changed in two ways">
      <h3 className={styles.head}>{choices.length === 1 ? 'One thing was changed here and there. Choose what is to stand.' : `${choices.length} things were changed here and there. Choose what is to stand.`}</h3>
      <ul className={clash.list}>
        {choices.map((choice) => (
          <li key={choice.key} className={clash.choice}>
            <h4 className={clash.what}>{choice.title}</h4>
            <div className={clash.sides} role="group" aria-label={choice.title}>
              {SIDES.map(({ side, label }) => (
                <button key={side} type="button" className={`${clash.side} ${styles.side}`} aria-pressed={chosen[choice.key] === side} aria-label={`${label}: ${choice[side]}`} onClick={() => onChoose(choice.key, side)}>
                  <span className={clash.label}>{label}</span>
                  <span className={clash.value}>{choice[side]}</span>
                </button>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
