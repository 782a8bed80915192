import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client, queryClient, trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { randomId } from '../store/random-id.ts'
import { InstallMapping, type ChosenMapping } from './install-mapping.tsx'
import type { InstallPlan } from './library-types.ts'
import { libraryKey } from './use-library-list.ts'
import styles from './install-dialog.module.css'

type Mode = 'copy' | 'pinned' | 'derived'

const MODES: readonly { readonly mode: Mode; readonly title: string; readonly hint: string }[] = [
  { mode: 'copy', title: 'Copy to the canvas', hint: 'A draft of your own to go on with. Updates are offered, and merged with what you change.' },
  { mode: 'pinned', title: 'Use as a sub-workflow', hint: 'Published at once in exactly this version, for runs and for “compose” steps.' },
  { mode: 'derived', title: 'Derive a template', hint: 'A draft to change. Published, it keeps only what it does unlike this one, as patches, and is offered its updates.' },
]

const VERBS: { readonly [M in Mode]: string } = { copy: 'Copy to the canvas', pinned: 'Install', derived: 'Derive from it' }

export interface InstallDialogProps {
  readonly name: string
  readonly number: number
  readonly title: string
  readonly onClose: () => void
  readonly onInstalled: (workflowId: string) => void
}

/** Takes an entry into this place: with secrets and hosts of here in place of its own. What blocks it is listed as long as it does. */
export function InstallDialog({ name, number, title, onClose, onInstalled }: InstallDialogProps) {
  const [mode, setMode] = useState<Mode>('copy')
  const [mapping, setMapping] = useState<ChosenMapping>({ secrets: {}, hosts: {}, agents: {} })
  // asked twice, it is installed once
  const [idempotencyKey] = useState(randomId)
  const plan = useQuery({ queryKey: [...libraryKey, 'plan', name, number, mapping], queryFn: () => client.library.installPlan.query({ name, number, mapping }), placeholderData: keepPreviousData })
  const install = useMutation({
    mutationFn: () => client.library.install.mutate({ name, number, mapping, mode, idempotencyKey }),
    onSuccess: ({ workflowId }) => {
      void queryClient.invalidateQueries({ queryKey: libraryKey })
      void queryClient.invalidateQueries({ queryKey: trpc.workflow.list.queryKey() })
      onInstalled(workflowId)
    },
  })
  const blocked = plan.isPlaceholderData || isBlocked(plan.data, mode)
  const fault = install.error ?? plan.error
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={`Install ${title}`}
      description={plan.data ? `Version ${number}. It will be called ${plan.data.workflowName} here.` : 'Looking at what it needs …'}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" disabled={blocked || install.isPending} onClick={() => install.mutate()}>
            {VERBS[mode]}
          </Button>
        </>
      }
    >
      <fieldset className={styles.modes}>
        <legend className="visually-hidden">How</legend>
        {MODES.map((one) => (
          <label key={one.mode} data-chosen={one.mode === mode ? '' : undefined}>
            <input type="radio" name="mode" checked={one.mode === mode} onChange={() => setMode(one.mode)} />
            <span>
              <strong>{one.title}</strong>
              <span className={styles.hint}>{one.hint}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {plan.data ? (
        <>
          <InstallMapping plan={plan.data} mapping={mapping} onMapping={setMapping} />
          <Along workflows={plan.data.workflows} />
          <Blocks blocks={plan.data.blocks} mode={mode} />
        </>
      ) : null}
      {fault ? <p className={styles.fault} role="alert">{fault.message}</p> : null}
    </Dialog>
  )
}

/** A copy is a draft and may lack things; what is pinned is published at once. */
function isBlocked(plan: InstallPlan | undefined, mode: Mode): boolean {
  return plan === undefined || (mode === 'pinned' && plan.blocks.length > 0)
}

function Blocks({ blocks, mode }: { readonly blocks: readonly string[]; readonly mode: Mode }) {
  if (blocks.length === 0) return null
  return (
    <section className={styles.blocks} aria-label={mode === 'pinned' ? 'What stands in the way' : 'What it will lack'} role="status">
      <h3>{mode === 'pinned' ? 'This stands in the way' : 'The copy will lack this until you add it'}</h3>
      <ul>{blocks.map((block) => <li key={block}>{block}</li>)}</ul>
    </section>
  )
}

function Along({ workflows }: Pick<InstallPlan, 'workflows'>) {
  if (workflows.length === 0) return null
  return (
    <section className={styles.along} aria-label="What it composes">
      <h3>What it composes</h3>
      <ul>{workflows.map(({ reference, name, here }) => <li key={reference}><code>{name}</code> {here ? 'is here already' : 'comes along'}</li>)}</ul>
    </section>
  )
}
