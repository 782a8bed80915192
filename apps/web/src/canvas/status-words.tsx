import { use, useSyncExternalStore } from 'react'
import { shortReasonWords } from '../ui/gate-words.ts'
import { wordOf } from '../ui/step-state.ts'
import type { CardState } from './card-state.ts'
import type { Overlay } from './overlay.ts'
import { OverlayContext } from './overlay-context.ts'

/** How a card stands, in a word; of one that is queued, what it waits for. */
export function statusWords(state: CardState, overlay: Pick<Overlay, 'whyQueued'> | undefined): string {
  const { status, queuedAs, gate } = state
  const reason = queuedAs === undefined || gate !== undefined ? undefined : overlay?.whyQueued?.(queuedAs)
  const awaited = gate ?? (reason && shortReasonWords(reason))
  return awaited === undefined ? wordOf(status) : `Waits for ${awaited}`
}

const never = () => () => {}

/** The same on a card, which renders no more for it than its state does: only what is queued is asked about again. */
export function StatusWords({ state }: { readonly state: CardState }) {
  return state.queuedAs === undefined ? wordOf(state.status) : <QueueWords state={state} />
}

function QueueWords({ state }: { readonly state: CardState }) {
  const overlay = use(OverlayContext)
  const words = useSyncExternalStore(overlay?.subscribe ?? never, () => statusWords(state, overlay))
  return <span title={words}>{words}</span>
}
