import { RefreshCw, Trash2 } from 'lucide-react'
import { IconButton } from '../ui/icon-button.tsx'
import { SecretUsers } from './secret-users.tsx'
import styles from './settings.module.css'
import type { SecretRow } from './secret-types.ts'

export interface SecretLineProps {
  readonly secret: SecretRow
  readonly onReplace: () => void
  readonly onRemove: () => void
}

export function SecretLine({ secret, onReplace, onRemove }: SecretLineProps) {
  const { name, source, createdAt, usedAt, readable, usedBy } = secret
  return (
    <li className={styles.row} aria-label={name}>
      <div className={styles.name}>
        <code>{name}</code>
        {source === 'environment' ? <span className={styles.note}>of the environment, read only</span> : null}
        {readable ? null : <span className={styles.error}>Kept with another key. Set it again.</span>}
      </div>
      <div className={styles.fact}>
        <span className={styles.note}>Created</span>
        {createdAt === null ? '–' : dateWords(createdAt)}
      </div>
      <div className={styles.fact}>
        <span className={styles.note}>Last used</span>
        {usedAt === null ? (source === 'environment' ? '–' : 'never') : dateWords(usedAt)}
      </div>
      <div className={styles.uses}>{usedBy.length > 0 ? <SecretUsers users={usedBy} /> : <span className={styles.note}>Used by no workflow</span>}</div>
      <div className={styles.verbs}>
        {source === 'stored' ? (
          <>
            <IconButton label={`Replace ${name}`} onClick={onReplace}>
              <RefreshCw size={14} />
            </IconButton>
            <IconButton label={`Remove ${name}`} onClick={onRemove}>
              <Trash2 size={14} />
            </IconButton>
          </>
        ) : null}
      </div>
    </li>
  )
}

const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

function dateWords(at: string): string {
  return format.format(new Date(at))
}
