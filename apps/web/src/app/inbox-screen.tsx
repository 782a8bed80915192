import { InboxPage } from '../inbox/inbox-page.tsx'
import { setDisplayName, useDisplayName } from './display-name.ts'
import { useSearch } from './router.ts'
import { Shell } from './shell.tsx'
import { TopBar } from './top-bar.tsx'

export function InboxScreen() {
  const name = useDisplayName()
  const search = new URLSearchParams(useSearch())
  const run = search.get('run')
  return (
    <Shell title="Inbox" bar={<TopBar here="inbox" />}>
      <InboxPage name={name} onName={setDisplayName} wanted={run === null ? undefined : { run, step: search.get('step') ?? undefined }} />
    </Shell>
  )
}
