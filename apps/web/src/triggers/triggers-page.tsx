import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import { WorkflowChoice } from '../ui/workflow-choice.tsx'
import { TriggerDialog } from './trigger-dialog.tsx'
import { TriggerList } from './trigger-list.tsx'
import { TriggersState } from './triggers-state.tsx'
import { kindTitles } from './trigger-words.ts'
import type { TriggerRow } from './trigger-types.ts'
import { useTriggers } from './use-triggers.ts'
import styles from './triggers.module.css'

const anyKind = { value: '', label: 'All kinds' }
const standings = [{ value: '', label: 'In any state' }, { value: 'enabled', label: 'Enabled' }, { value: 'paused', label: 'Paused' }, { value: 'refused', label: 'Refused last' }]

interface Narrowing {
  readonly workflowId: string | undefined
  readonly kind: string
  readonly standing: string
}

/** All that starts runs by itself. */
export function TriggersPage({ wanted }: { readonly wanted: string | undefined }) {
  const triggers = useTriggers()
  const [creating, setCreating] = useState(false)
  const [narrowing, setNarrowing] = useState<Narrowing>({ workflowId: undefined, kind: '', standing: '' })
  const shown = triggers.data?.filter((trigger) => fits(trigger, narrowing)) ?? []
  const narrow = (part: Partial<Narrowing>) => setNarrowing({ ...narrowing, ...part })
  return (
    <main className={styles.page}>
      <header className={styles.header}>
        <div>
          <h1>Triggers</h1>
          <p className={styles.note}>What starts runs by itself: addresses that other systems call, times of the clock, runs that end, signals, files that arrive.</p>
        </div>
        <Button tone="primary" onClick={() => setCreating(true)}>
          <Plus size={16} aria-hidden />
          Add a trigger
        </Button>
      </header>
      <div className={styles.filters} role="group" aria-label="Filter">
        <WorkflowChoice workflowId={narrowing.workflowId} onChange={(workflowId) => narrow({ workflowId })} />
        <Select label="Kind" value={narrowing.kind} options={[anyKind, ...Object.entries(kindTitles).map(([value, label]) => ({ value, label }))]} onChange={(kind) => narrow({ kind })} />
        <Select label="State" value={narrowing.standing} options={standings} onChange={(standing) => narrow({ standing })} />
      </div>
      <TriggersState triggers={triggers} />
      {triggers.data?.length === 0 ? <p className={styles.nothing}>There is no trigger yet. Runs begin when somebody starts them; a trigger starts them by itself.</p> : null}
      {triggers.data && triggers.data.length > 0 && shown.length === 0 ? <p className={styles.nothing}>No trigger fits the filter.</p> : null}
      {shown.length > 0 ? <TriggerList triggers={shown} wanted={wanted} /> : null}
      {creating ? <TriggerDialog onClose={() => setCreating(false)} /> : null}
    </main>
  )
}

function fits({ workflow, kind, enabled, last }: TriggerRow, narrowing: Narrowing): boolean {
  if (narrowing.workflowId !== undefined && workflow.id !== narrowing.workflowId) return false
  if (narrowing.kind !== '' && kind !== narrowing.kind) return false
  return { '': true, enabled, paused: !enabled, refused: last?.state === 'refused' }[narrowing.standing] ?? true
}
