import { Tooltip } from '@base-ui/react/tooltip'
import { Copy, Pin, Play, TriangleAlert, Zap } from 'lucide-react'
import type { ReactNode } from 'react'
import overlay from '../ui/overlay.module.css'
import { StateMark } from '../ui/state-mark.tsx'
import { markOf, wordOf } from '../ui/step-state.ts'
import styles from './card-badges.module.css'
import { type CardMark, useCardMark } from './card-marks.ts'

const pinWords = { value: 'Pinned', failure: 'Pinned failure', past: 'Reused' } as const
const planWords = { run: 'Runs', reuse: 'Reused', skip: 'Not run' } as const

/** Pins, plans and what the last run left, on the upper edge of a card. They never change its size. */
export function CardBadges({ path, container = false }: { readonly path: string; readonly container?: boolean }) {
  const mark = useCardMark(path)
  if (!mark) return null
  const { pin, plan } = mark
  return (
    <>
      <span className={styles.frame} data-pin={pin?.kind} data-plan={plan} data-container={container ? '' : undefined} aria-hidden />
      <span className={styles.row}>
        {plan ? <PlanBadges plan={plan} effects={mark.effects ?? []} /> : null}
        {pin ? (
          <Badge kind={`pin-${pin.kind}`} label={`${pinWords[pin.kind]}: ${pin.text}`}>
            <Pin size={10} strokeWidth={2.5} aria-hidden />
            {pinWords[pin.kind]}
          </Badge>
        ) : null}
        {plan ? null : <LastBadge mark={mark} />}
      </span>
    </>
  )
}

/** A warning triangle in the place of the tick, with the reason. */
function LastBadge({ mark: { stale, last } }: { readonly mark: CardMark }) {
  if (stale) {
    return (
      <Badge kind="stale" label={`Stale since the last run: ${stale.join('; ')}.`}>
        <TriangleAlert size={12} strokeWidth={2.25} aria-hidden />
      </Badge>
    )
  }
  const name = last && markOf(last)
  if (!last || !name) return null
  return (
    <Badge kind="last" label={`Last run: ${wordOf(last).toLowerCase()}`}>
      <StateMark mark={name} size={12} />
    </Badge>
  )
}

function PlanBadges({ plan, effects }: { readonly plan: NonNullable<CardMark['plan']>; readonly effects: readonly string[] }) {
  return (
    <>
      <Badge kind={`plan-${plan}`} label={planWords[plan]}>
        {plan === 'run' ? <Play size={9} fill="currentColor" aria-hidden /> : plan === 'reuse' ? <Copy size={10} aria-hidden /> : null}
        {planWords[plan]}
      </Badge>
      {effects.length > 0 ? (
        <Badge kind="effect" label={`Really does: ${effects.join('; ')}`}>
          <Zap size={11} strokeWidth={2.25} aria-hidden />
        </Badge>
      ) : null}
    </>
  )
}

function Badge({ kind, label, children }: { readonly kind: string; readonly label: string; readonly children: ReactNode }) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger render={<span role="img" aria-label={label} data-kind={kind} className={`${styles.badge} nodrag nopan`} />}>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Positioner sideOffset={6} className={overlay.positioner}>
          <Tooltip.Popup className={`${overlay.tooltip} ${styles.tooltip}`}>{label}</Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
