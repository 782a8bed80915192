import { useMutation } from '@tanstack/react-query'
import { useId, useState, type FormEvent } from 'react'
import { client, queryClient, trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import field from '../ui/field.module.css'
import { serverNow } from '../ui/server-time.ts'
import { TextField } from '../ui/text-field.tsx'
import { TokenSecret } from './token-secret.tsx'
import { SCOPES, type Scope } from './token-scopes.ts'
import styles from './settings.module.css'

const DAY_MS = 86_400_000
const TERMS: readonly { readonly days: number; readonly title: string }[] = [
  { days: 7, title: 'In a week' },
  { days: 30, title: 'In 30 days' },
  { days: 90, title: 'In 90 days' },
  { days: 365, title: 'In a year' },
  { days: 0, title: 'Never' },
]

/** Asks what the token is for, makes it, and shows its secret this once. */
export function TokenDialog({ onClose }: { readonly onClose: () => void }) {
  const id = useId()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly Scope[]>(['read'])
  const [days, setDays] = useState(90)
  const make = useMutation({
    mutationFn: () => client.token.create.mutate({ name: name.trim(), scopes: [...scopes], ...(days === 0 ? {} : { expiresAt: new Date(serverNow() + days * DAY_MS).toISOString() }) }),
    // nothing of the secret stays in the page
    gcTime: 0,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.token.list.queryKey() }),
  })
  if (make.data) return <TokenSecret name={make.data.token.name} secret={make.data.secret} onClose={onClose} />
  const ready = name.trim() !== '' && scopes.length > 0 && !make.isPending
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready) make.mutate()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Create an API token"
      description="Give each program its own, with no more than it needs, so that one can be revoked alone."
      actions={
        <>
          <Button tone="quiet" onClick={onClose}>
            Not now
          </Button>
          <Button tone="primary" type="submit" form={id} disabled={!ready}>
            Create
          </Button>
        </>
      }
    >
      <form id={id} className={styles.form} noValidate onSubmit={submit}>
        <TextField label="Name of the token" required value={name} onChange={setName} placeholder="nightly import" hint="Who uses it; runs of a canary are drawn by it." />
        <fieldset className={styles.scopes}>
          <legend className={styles.legend}>What it may do</legend>
          {SCOPES.map(({ scope, title, means }) => (
            <label key={scope} className={styles.scope}>
              <input type="checkbox" checked={scopes.includes(scope)} onChange={({ target }) => setScopes(target.checked ? [...scopes, scope] : scopes.filter((other) => other !== scope))} />
              <span>
                {title} <span className={styles.note}>{means}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <Field label="Expires">
          <select aria-label="Expires" className={field.input} value={days} onChange={({ target }) => setDays(Number(target.value))}>
            {TERMS.map((term) => (
              <option key={term.days} value={term.days}>
                {term.title}
              </option>
            ))}
          </select>
        </Field>
        {make.isError ? (
          <p className={styles.error} role="alert">
            The token was not made: {make.error.message}
          </p>
        ) : null}
      </form>
    </Dialog>
  )
}
