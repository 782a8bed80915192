import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useNow } from '../ui/use-now.ts'
import { ClaimLine } from './claim-line.tsx'
import type { ClaimRow, ClaimWish } from './claim-types.ts'
import { ReleaseDialog } from './release-dialog.tsx'
import { CLAIMS_SHOWN, useClaims, type Claims } from './use-claims.ts'
import styles from '../ui/table-page.module.css'

export interface ClaimsPageProps {
  readonly wish: ClaimWish
  readonly onWish: (wish: ClaimWish) => void
  /** Who looks; empty: a guest. */
  readonly me: string
}

const STATES = [
  { state: 'held', title: 'Held now' },
  { state: 'ended', title: 'Ended' },
] as const

/** Who works on what, over all runs: claims that keep two runs from the same thing. */
export function ClaimsPage({ wish, onWish, me }: ClaimsPageProps) {
  const claims = useClaims(wish)
  const [asked, setAsked] = useState<ClaimRow>()
  return (
    <main className={styles.page}>
      <header>
        <div>
          <h1>Claims</h1>
          <p className={styles.lead}>What runs have claimed, so that no two work on the same thing. A claim ends with its run, with its time, or when somebody releases it.</p>
        </div>
      </header>
      <div className={styles.bar}>
        <div className={styles.states} role="group" aria-label="Which claims">
          {STATES.map(({ state, title }) => <button key={state} type="button" aria-pressed={wish.state === state} onClick={() => onWish({ ...wish, state })}>{title}</button>)}
        </div>
        <div className={styles.search}><TextField bare label="Search claims" placeholder="Key or holder" value={wish.query} onChange={(query) => onWish({ ...wish, query })} /></div>
      </div>
      <Found claims={claims} wish={wish} onRelease={setAsked} />
      {asked ? <ReleaseDialog claim={asked} me={me} onClose={() => setAsked(undefined)} /> : null}
    </main>
  )
}

function Found({ claims: { rows, error, retry }, wish, onRelease }: { readonly claims: Claims; readonly wish: ClaimWish; readonly onRelease: (claim: ClaimRow) => void }) {
  const now = useNow(wish.state === 'held' && (rows?.length ?? 0) > 0, 1000)
  if (error) {
    return (
      <div className={styles.note} role="alert">
        <p>The claims could not be loaded: {error.message}</p>
        <Button size="small" onClick={retry}>Try again</Button>
      </div>
    )
  }
  if (!rows) return <div className={styles.note} aria-busy="true" aria-label="Loading the claims" />
  if (rows.length === 0) return <p className={styles.note}>{nothing(wish)}</p>
  return (
    <>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label="Claims">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Who</th>
              <th scope="col">Since</th>
              <th scope="col">{wish.state === 'held' ? 'Until' : 'How it ended'}</th>
              <th scope="col"><span className="visually-hidden">What to do</span></th>
            </tr>
          </thead>
          <tbody>{rows.map((claim) => <ClaimLine key={claim.id} claim={claim} now={now} onRelease={onRelease} />)}</tbody>
        </table>
      </div>
      {rows.length === CLAIMS_SHOWN ? <p className={styles.lead}>The newest {CLAIMS_SHOWN} are shown; search to see others.</p> : null}
    </>
  )
}

function nothing({ state, query }: ClaimWish): string {
  if (query !== '') return `No claim that ${state === 'held' ? 'is held now' : 'has ended'} has “${query}” in its key or holder.`
  return state === 'held' ? 'Nothing is claimed. Steps of the kind “Claim work” claim keys, such as an order’s number, for as long as their run goes on.' : 'No claim has ended yet.'
}
