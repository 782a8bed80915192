import { SettingsPage } from '../settings/settings-page.tsx'
import { Shell } from './shell.tsx'
import { TopBar } from './top-bar.tsx'

export function SettingsScreen() {
  return (
    <Shell title="Settings" bar={<TopBar here="settings" />}>
      <SettingsPage />
    </Shell>
  )
}
