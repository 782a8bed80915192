import { SecretsSection } from './secrets-section.tsx'
import { StorageSection } from './storage-section.tsx'
import { TokensSection } from './tokens-section.tsx'
import styles from './settings.module.css'

/** What holds for the whole server. */
export function SettingsPage() {
  return (
    <main className={styles.page}>
      <h1>Settings</h1>
      <SecretsSection />
      <TokensSection />
      <StorageSection />
    </main>
  )
}
