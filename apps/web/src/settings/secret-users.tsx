import type { SecretRow } from './secret-types.ts'
import styles from './settings.module.css'

/** The workflows that take a secret. */
export function SecretUsers({ users }: { readonly users: SecretRow['usedBy'] }) {
  return (
    <ul className={styles.users} aria-label="Used by">
      {users.map((user) => (
        <li key={user.id}>
          <a href={`/workflow/${user.id}`} title={user.steps.join(', ')}>
            {user.title ?? user.name}
          </a>
        </li>
      ))}
    </ul>
  )
}
