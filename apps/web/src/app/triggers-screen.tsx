import { TriggersPage } from '../triggers/triggers-page.tsx'
import { useSearch } from './router.ts'
import { Shell } from './shell.tsx'
import { TopBar } from './top-bar.tsx'

export function TriggersScreen() {
  const wanted = new URLSearchParams(useSearch()).get('trigger')
  return (
    <Shell title="Triggers" bar={<TopBar here="triggers" />}>
      <TriggersPage key={wanted} wanted={wanted ?? undefined} />
    </Shell>
  )
}
