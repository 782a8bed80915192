import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { RemoveSecretDialog } from './remove-secret-dialog.tsx'
import { SecretDialog } from './secret-dialog.tsx'
import { SecretLine } from './secret-row.tsx'
import type { SecretRow } from './secret-types.ts'
import styles from './settings.module.css'

type Asked = { readonly what: 'create' } | { readonly what: 'replace' | 'remove'; readonly secret: SecretRow }

/** The names of all secrets, and what can be done about them. */
export function SecretsSection() {
  const secrets = useQuery(trpc.secret.list.queryOptions())
  const [asked, setAsked] = useState<Asked>()
  return (
    <section aria-labelledby="secrets" className={styles.section}>
      <header className={styles.header}>
        <div>
          <h2 id="secrets">Secrets</h2>
          <p className={styles.note}>Workflows take them by name. Values stay on the server, encrypted; they are never shown again, and are concealed in what runs record.</p>
        </div>
        <Button onClick={() => setAsked({ what: 'create' })}>
          <Plus size={16} aria-hidden />
          Create a secret
        </Button>
      </header>
      {secrets.isError ? (
        <div className={styles.nothing} role="alert">
          <p>The secrets could not be listed: {secrets.error.message}</p>
          <Button size="small" onClick={() => void secrets.refetch()}>
            Try again
          </Button>
        </div>
      ) : null}
      {secrets.isPending ? <div className={styles.loading} aria-busy="true" aria-label="Loading secrets" /> : null}
      {secrets.data ? <SecretList secrets={secrets.data} onAsk={setAsked} /> : null}
      {asked ? <AskedDialog asked={asked} taken={secrets.data?.filter(({ source }) => source === 'stored').map(({ name }) => name) ?? []} onClose={() => setAsked(undefined)} /> : null}
    </section>
  )
}

function SecretList({ secrets, onAsk }: { readonly secrets: readonly SecretRow[]; readonly onAsk: (asked: Asked) => void }) {
  if (secrets.length === 0) return <p className={styles.nothing}>There is no secret yet. A step takes one as the source of an argument, such as the token of an HTTP request.</p>
  return (
    <ul className={styles.rows} aria-label="Secrets">
      {secrets.map((secret) => (
        <SecretLine key={secret.name} secret={secret} onReplace={() => onAsk({ what: 'replace', secret })} onRemove={() => onAsk({ what: 'remove', secret })} />
      ))}
    </ul>
  )
}

function AskedDialog({ asked, taken, onClose }: { readonly asked: Asked; readonly taken: readonly string[]; readonly onClose: () => void }) {
  if (asked.what === 'remove') return <RemoveSecretDialog secret={asked.secret} onClose={onClose} />
  return asked.what === 'replace' ? <SecretDialog name={asked.secret.name} taken={[]} onClose={onClose} /> : <SecretDialog taken={taken} onClose={onClose} />
}
