import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { client, queryClient, trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { VerbDialog } from '../ui/verb-dialog.tsx'
import { TokenDialog } from './token-dialog.tsx'
import { TokenLine, type TokenRow } from './token-row.tsx'
import styles from './settings.module.css'

/** What programs show to use the HTTP API: made here, shown once, revoked here. */
export function TokensSection() {
  const tokens = useQuery(trpc.token.list.queryOptions())
  const [making, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<TokenRow>()
  return (
    <section aria-labelledby="tokens" className={styles.section}>
      <header className={styles.header}>
        <div>
          <h2 id="tokens">API tokens</h2>
          <p className={styles.note}>
            Programs show one to use the <a className={styles.link} href="/api" target="_blank">HTTP API</a>. A token’s secret is shown once, when it is made; only its SHA-256 is kept.
          </p>
        </div>
        <Button onClick={() => setMaking(true)}>
          <Plus size={16} aria-hidden />
          Create a token
        </Button>
      </header>
      {tokens.isError ? (
        <div className={styles.nothing} role="alert">
          <p>The tokens could not be listed: {tokens.error.message}</p>
          <Button size="small" onClick={() => void tokens.refetch()}>
            Try again
          </Button>
        </div>
      ) : null}
      {tokens.isPending ? <div className={styles.loading} aria-busy="true" aria-label="Loading tokens" /> : null}
      {tokens.data ? <TokenList tokens={tokens.data} onRevoke={setRevoking} /> : null}
      {making ? <TokenDialog onClose={() => setMaking(false)} /> : null}
      {revoking ? (
        <VerbDialog
          title={`Revoke ${revoking.name}?`}
          description="Whoever shows it is turned away from now on. That cannot be taken back; a new token can be made at any time."
          verb="Revoke"
          tone="danger"
          act={async () => {
            await client.token.revoke.mutate({ id: revoking.id })
            await queryClient.invalidateQueries({ queryKey: trpc.token.list.queryKey() })
          }}
          onClose={() => setRevoking(undefined)}
        />
      ) : null}
    </section>
  )
}

function TokenList({ tokens, onRevoke }: { readonly tokens: readonly TokenRow[]; readonly onRevoke: (token: TokenRow) => void }) {
  if (tokens.length === 0) return <p className={styles.nothing}>There is no token yet. Programs on this machine need none, unless the server demands it.</p>
  return (
    <ul className={styles.rows} aria-label="API tokens">
      {tokens.map((token) => (
        <TokenLine key={token.id} token={token} onRevoke={() => onRevoke(token)} />
      ))}
    </ul>
  )
}
