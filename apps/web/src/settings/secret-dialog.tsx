import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { client, queryClient, trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/text-field.tsx'
import { SecretValueField } from './secret-value-field.tsx'
import styles from './settings.module.css'

export interface SecretDialogProps {
  /** Of the one to be replaced; without it, a new one is made. */
  readonly name?: string | undefined
  /** A first guess at the name of a new one. */
  readonly suggested?: string | undefined
  /** Names that would be replaced. */
  readonly taken: readonly string[]
  readonly onClose: () => void
  readonly onDone?: (name: string) => void
}

const shortest = 4

/** Takes a secret's value to the server, from where it does not come back. */
export function SecretDialog({ name: given, suggested = '', taken, onClose, onDone }: SecretDialogProps) {
  const id = useId()
  const [typed, setTyped] = useState(suggested)
  const [value, setValue] = useState('')
  const name = given ?? typed.trim()
  const problem = given === undefined ? nameProblem(name, taken) : undefined
  const set = useMutation({
    mutationFn: () => client.secret.set.mutate({ name, value }),
    // nothing of the value stays in the page
    gcTime: 0,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: trpc.secret.list.queryKey() })
      onDone?.(name)
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // of the form in which the dialog was opened, which must not be sent with it
    event.stopPropagation()
    if (name !== '' && problem === undefined && value.length >= shortest && !set.isPending) set.mutate()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={given === undefined ? 'Create a secret' : `Replace ${given}?`}
      description="The value is kept encrypted on the server. It reaches the steps that take it, and is never shown again."
      actions={
        <>
          <Button tone="quiet" onClick={onClose}>
            Not now
          </Button>
          <Button tone="primary" type="submit" form={id} disabled={name === '' || problem !== undefined || value.length < shortest || set.isPending}>
            {given === undefined ? 'Create' : 'Replace'}
          </Button>
        </>
      }
    >
      <form id={id} className={styles.form} noValidate onSubmit={submit}>
        {given === undefined ? <TextField label="Name of the secret" mono required value={typed} onChange={setTyped} placeholder="api_token" hint="Letters, digits and underscores; workflows take it by this name." error={problem} /> : null}
        <SecretValueField value={value} onChange={setValue} hint={`${shortest} characters at least, so that it can be kept out of logs.`} />
        {set.isError ? (
          <p className={styles.error} role="alert">
            The secret was not kept: {set.error.message}
          </p>
        ) : null}
      </form>
    </Dialog>
  )
}

function nameProblem(name: string, taken: readonly string[]): string | undefined {
  if (name === '') return undefined
  if (!/^[A-Za-z]\w{0,63}$/.test(name)) return 'Only letters, digits and underscores, a letter first, 64 at most.'
  return taken.includes(name) ? `There is a secret ${name} already; replace it in the settings.` : undefined
}
