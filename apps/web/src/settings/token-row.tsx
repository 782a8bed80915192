import type { AppRouter } from '@eddy/server/router'
import type { inferRouterOutputs } from '@trpc/server'
import { Ban } from 'lucide-react'
import { IconButton } from '../ui/icon-button.tsx'
import { scopeWords } from './token-scopes.ts'
import styles from './settings.module.css'

/** A token as the server lists it; times are ISO 8601. */
export type TokenRow = inferRouterOutputs<AppRouter>['token']['list'][number]

const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
const dateWords = (at: string) => format.format(new Date(at))

export function TokenLine({ token, onRevoke }: { readonly token: TokenRow; readonly onRevoke: () => void }) {
  const { name, hint, scopes, expiresAt, usedAt, revokedAt, state } = token
  return (
    <li className={styles.row} aria-label={name}>
      <div className={styles.name}>
        <strong className={styles.tokenName}>{name}</strong>
        <span className={styles.note}>
          <code>{hint}…</code> {scopeWords(scopes)}
        </span>
      </div>
      <div className={styles.fact}>
        <span className={styles.note}>{state === 'revoked' ? 'Revoked' : state === 'expired' ? 'Expired' : 'Expires'}</span>
        {revokedAt !== null ? dateWords(revokedAt) : expiresAt === null ? 'never' : dateWords(expiresAt)}
      </div>
      <div className={styles.fact}>
        <span className={styles.note}>Last used</span>
        {usedAt === null ? 'never' : dateWords(usedAt)}
      </div>
      <div className={styles.uses}>{state === 'active' ? null : <span className={styles.note}>Turned away</span>}</div>
      <div className={styles.verbs}>
        {state === 'active' ? (
          <IconButton label={`Revoke ${name}`} onClick={onRevoke}>
            <Ban size={14} />
          </IconButton>
        ) : null}
      </div>
    </li>
  )
}
