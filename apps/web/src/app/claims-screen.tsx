import type { ClaimWish } from '../claims/claim-types.ts'
import { ClaimsPage } from '../claims/claims-page.tsx'
import { useDisplayName } from './display-name.ts'
import { navigate, useSearch } from './router.ts'
import { Shell } from './shell.tsx'
import { TopBar } from './top-bar.tsx'

export function ClaimsScreen() {
  const search = new URLSearchParams(useSearch())
  const me = useDisplayName()
  const wish: ClaimWish = { state: search.get('state') === 'ended' ? 'ended' : 'held', query: search.get('query') ?? '' }
  return (
    <Shell title="Claims" bar={<TopBar here="claims" />}>
      <ClaimsPage wish={wish} onWish={keepWish} me={me} />
    </Shell>
  )
}

/** Typing makes no history; it comes back with the page all the same. */
function keepWish({ state, query }: ClaimWish): void {
  const search = new URLSearchParams({ ...(state === 'ended' ? { state } : {}), ...(query === '' ? {} : { query }) }).toString()
  navigate(search === '' ? '/claims' : `/claims?${search}`, { replace: true })
}
