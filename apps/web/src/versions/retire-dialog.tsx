import { useId, useState } from 'react'
import { client } from '../trpc/client.ts'
import field from '../ui/field.module.css'
import { TextField } from '../ui/text-field.tsx'
import type { VersionRefusal } from './refusal-of.ts'
import { VerbDialog } from './verb-dialog.tsx'
import styles from './retire-dialog.module.css'

export interface RetireDialogProps {
  readonly workflowId: string
  readonly number: number
  readonly onClose: () => void
}

/** No new run takes a version that is retired: at once, or from a time on. */
export function RetireDialog({ workflowId, number, onClose }: RetireDialogProps) {
  const [reason, setReason] = useState('')
  const [later, setLater] = useState(false)
  const [at, setAt] = useState('')
  const name = useId()
  const time = later && at !== '' ? new Date(at).toISOString() : undefined
  return (
    <VerbDialog
      title={`Retire version ${number}`}
      description="No new run takes it from then on. Runs under way go on, and it can be brought back."
      verb={later ? 'Retire then' : 'Retire now'}
      tone="danger"
      call={() => (later && time === undefined ? Promise.reject(new Error('Choose the day and time from which on no run takes it.')) : client.version.retire.mutate({ workflowId, number, ...(time === undefined ? {} : { at: time }), ...(reason === '' ? {} : { reason }) }))}
      onClose={onClose}
      explain={(refusal) => <Users refusal={refusal} />}
    >
      <fieldset className={styles.when}>
        <legend className="visually-hidden">When</legend>
        <label><input type="radio" name={name} checked={!later} onChange={() => setLater(false)} /> Now</label>
        <label><input type="radio" name={name} checked={later} onChange={() => setLater(true)} /> From a day on</label>
        {later ? <input type="datetime-local" aria-label="Retires at" className={field.input} value={at} onChange={(event) => setAt(event.target.value)} /> : null}
      </fieldset>
      <TextField label="Reason" value={reason} onChange={setReason} />
    </VerbDialog>
  )
}

/** Who uses it, each with a way there. */
function Users({ refusal: { code, details } }: { readonly refusal: VersionRefusal }) {
  const users = code === 'VERSION_IN_USE' ? dependentsIn(details) : []
  if (users.length === 0) return null
  return (
    <ul className={styles.users} aria-label="Who uses it">
      {users.map(({ workflowId, name }) => (
        <li key={`${workflowId} ${name}`}>
          <a href={`/workflow/${workflowId}`}>{name}</a>
        </li>
      ))}
    </ul>
  )
}

interface User {
  readonly workflowId: string
  readonly name: string
}

function dependentsIn(details: unknown): readonly User[] {
  if (typeof details !== 'object' || details === null || !('dependents' in details) || !Array.isArray(details.dependents)) return []
  return details.dependents.flatMap((one: unknown): readonly User[] => (typeof one === 'object' && one !== null && 'workflowId' in one && 'name' in one && typeof one.workflowId === 'string' && typeof one.name === 'string' ? [{ workflowId: one.workflowId, name: one.name }] : []))
}
