import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { client } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { ConfigFields } from './config-fields.tsx'
import { faultWords } from './fault-words.ts'
import { MappingFields } from './mapping-fields.tsx'
import { draftOf, newConfig, newDraft, settingsOf } from './new-draft.ts'
import { RunsFields } from './runs-fields.tsx'
import type { TriggerDraft, TriggerKind, TriggerRow } from './trigger-types.ts'
import { kindHints, kindTitles } from './trigger-words.ts'
import { refreshTriggers } from './use-triggers.ts'
import { WorkflowField } from './workflow-field.tsx'
import styles from './triggers.module.css'

export interface TriggerDialogProps {
  /** The one that is changed; without it, a new one is made. */
  readonly trigger?: TriggerRow
  /** Of a new one; asked for when it is not known. */
  readonly workflowId?: string
  readonly onClose: () => void
}

const kinds = Object.entries(kindTitles).map(([value, label]) => ({ value, label, hint: kindHints[value as TriggerKind] }))

/** Writes a trigger: what makes it fire, what it runs, and what input that gets. */
export function TriggerDialog({ trigger, workflowId: given = trigger?.workflow.id, onClose }: TriggerDialogProps) {
  const form = useId()
  const [chosen, setChosen] = useState('')
  const workflowId = given ?? chosen
  const [draft, setDraft] = useState<TriggerDraft>(() => (trigger ? draftOf(trigger) : newDraft()))
  const change = (part: Partial<TriggerDraft>) => setDraft({ ...draft, ...part })
  const saving = useMutation({
    mutationFn: () => client.trigger.save.mutate({ ...(trigger ? { id: trigger.id, revision: trigger.revision } : {}), workflowId, enabled: trigger?.enabled ?? true, settings: settingsOf(draft) }),
    onSuccess: async () => {
      await refreshTriggers()
      onClose()
    },
  })
  const blocked = workflowId === '' || draft.name.trim() === '' || saving.isPending
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // of the editor, in which the dialog was opened
    event.stopPropagation()
    if (!blocked) saving.mutate()
  }
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={trigger ? `Edit ${trigger.name}` : 'Add a trigger'}
      actions={
        <>
          <Button tone="quiet" onClick={onClose}>Not now</Button>
          <Button tone="primary" type="submit" form={form} disabled={blocked}>{trigger ? 'Save' : 'Add'}</Button>
        </>
      }
    >
      <form id={form} className={styles.form} noValidate onSubmit={submit}>
        <div className={styles.pair}>
          <TextField label="Name" required value={draft.name} onChange={(name) => change({ name })} placeholder="Every morning" />
          {given === undefined ? <WorkflowField label="Workflow" value={chosen} onChange={setChosen} /> : null}
        </div>
        <Field label="What makes it fire">
          <Select label="What makes it fire" value={draft.config.kind} options={kinds} onChange={(kind) => change({ config: newConfig(kind as TriggerKind) })} />
        </Field>
        <ConfigFields config={draft.config} onChange={(config) => change({ config })} />
        {workflowId === '' ? null : <MappingFields key={`${workflowId} ${draft.config.kind}`} workflowId={workflowId} kind={draft.config.kind} mapping={draft.mapping} filter={draft.filter} onChange={change} />}
        <RunsFields workflowId={workflowId} runs={draft.runs} overlap={draft.overlap} onChange={change} />
        {saving.isError ? <p className={styles.error} role="alert">The trigger was not kept: {faultWords(saving.error)}</p> : null}
      </form>
    </Dialog>
  )
}
