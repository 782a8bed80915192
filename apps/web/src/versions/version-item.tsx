import { Ellipsis } from 'lucide-react'
import { comparePath } from '../store/compare-path.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import { canaryCount } from './canary-words.ts'
import type { VersionVerb } from './version-dialogs.tsx'
import { ProofList } from './proof-list.tsx'
import { environments, type Outcomes, type PointerRow, type ProofRow, type VersionRow } from './version-types.ts'
import { outcomeWords, retirementWords, whenWords } from './version-words.ts'
import styles from './version-item.module.css'

export interface VersionItemProps {
  readonly workflowId: string
  readonly version: VersionRow
  readonly pointers: readonly PointerRow[]
  readonly outcomes: Outcomes | undefined
  readonly newest: number
  readonly proofs: readonly ProofRow[]
  readonly onVerb: (verb: VersionVerb) => void
}

/** One version: what is new in it, where it runs, how its runs end, and what can be done with it. */
export function VersionItem({ workflowId, version, pointers, outcomes, newest, proofs, onVerb }: VersionItemProps) {
  const { number, note, publishedAt, publishedBy } = version
  const retirement = retirementWords(version)
  return (
    <li className={styles.item} data-retired={version.retired ? '' : undefined} aria-label={`Version ${number}`}>
      <div className={styles.head}>
        <h3 className={styles.number}>Version {number}</h3>
        <Badges version={version} pointers={pointers} />
        <span className={styles.space} />
        <a className={styles.link} href={number === newest ? comparePath(workflowId, String(number), 'draft') : comparePath(workflowId, String(number), String(newest))} aria-label={`Compare version ${number} with ${number === newest ? 'the draft' : `version ${newest}`}`}>
          Compare
        </a>
        <Menu trigger={<IconButton label={`What to do with version ${number}`} size="small"><Ellipsis size={14} /></IconButton>} items={itemsOf({ version, pointers, onVerb })} />
      </div>
      {note === '' ? null : <p className={styles.note}>{note}</p>}
      <p className={styles.quiet}>
        Published {whenWords(publishedAt)}{publishedBy ? ` by ${publishedBy}` : ''}
      </p>
      <p className={styles.quiet}>{outcomeWords(outcomes)}</p>
      <ProofList proofs={proofs} />
      {retirement === undefined ? null : <p className={styles.quiet}>{retirement}</p>}
    </li>
  )
}

function Badges({ version: { number, retired, retireAt }, pointers }: Pick<VersionItemProps, 'version' | 'pointers'>) {
  return (
    <>
      {environments.flatMap((environment) => {
        const pointer = pointers.find((one) => one.environment === environment)
        if (pointer?.number === number) return [<span key={environment} className={styles.badge} data-kind={environment}>{environment}</span>]
        return pointer?.canary === number ? [<span key={environment} className={styles.badge} data-kind="canary">canary of {environment}, {canaryCount({ share: pointer.canaryShare ?? 0, callers: pointer.canaryCallers })}</span>] : []
      })}
      {retireAt === null ? null : <span className={styles.badge} data-kind="retired">{retired ? 'retired' : 'retiring'}</span>}
    </>
  )
}

function itemsOf({ version: { number, retired, retireAt }, pointers, onVerb }: Pick<VersionItemProps, 'version' | 'pointers' | 'onVerb'>): readonly MenuItem[] {
  const live = pointers.find(({ environment }) => environment === 'live')
  const moves = environments.filter((environment) => pointers.find((one) => one.environment === environment)?.number !== number).map((environment): MenuItem => {
    const now = pointers.find((one) => one.environment === environment)?.number
    const back = now !== undefined && now > number
    return { label: back ? `Roll ${environment} back to it …` : `Point ${environment} at it …`, ...(now === undefined ? {} : { hint: `now ${now}` }), disabled: retired, onSelect: () => onVerb({ kind: 'move', number, environment }) }
  })
  const canary: readonly MenuItem[] = live && live.number !== number && live.canary !== number ? [{ label: 'Try as canary of live …', disabled: retired, onSelect: () => onVerb({ kind: 'canary', number }) }] : []
  return [
    ...moves,
    ...canary,
    { label: 'Restore as draft …', onSelect: () => onVerb({ kind: 'restore', number }) },
    retireAt === null ? { label: 'Retire …', onSelect: () => onVerb({ kind: 'retire', number }) } : { label: retired ? 'Bring back' : 'Do not retire', onSelect: () => onVerb({ kind: 'revive', number }) },
  ]
}
