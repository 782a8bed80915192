import { Lock, Undo2 } from 'lucide-react'
import type { StepCoverage } from '@eddy/rehearsal'
import type { Problem } from '@eddy/workflow'
import type { CardNote } from '../store/card-note.ts'
import { waitsFor } from '../store/waits-for.ts'
import { KindTile } from '../ui/kind-tile.tsx'
import { durationWords } from '../ui/time-words.ts'
import { StateMark } from '../ui/state-mark.tsx'
import { markOf } from '../ui/step-state.ts'
import { type CardState, type Strip, stripDuring } from './card-state.ts'
import { flag } from './card-flag.ts'
import { CardNoteMark } from './card-note-mark.tsx'
import { Elapsed } from './elapsed.tsx'
import type { CardData } from './nodes.ts'
import { ProblemMark } from './problem-mark.tsx'
import { StatusWords } from './status-words.tsx'
import styles from './step-card.module.css'

export interface StepCardProps {
  readonly data: Pick<CardData, 'title' | 'kindTitle' | 'icon' | 'group' | 'strip' | 'step'> & { readonly problems?: readonly Problem[] }
  /** How the step stands in a run; nothing while editing. */
  readonly state?: CardState | undefined
  readonly variant?: 'step' | 'handler'
  readonly selected?: boolean
  /** Pointed at elsewhere on the page. */
  readonly marked?: boolean
  readonly note?: CardNote | undefined
  /** How far its effect is taken back. */
  readonly coverage?: StepCoverage | undefined
}

/** One card, for the editor and for a run alike. Its size never depends on its state. */
export function StepCard({ data, state, variant = 'step', selected, marked, note, coverage }: StepCardProps) {
  const mark = state && markOf(state.status)
  const strip = variant === 'handler' ? 'none' : stripDuring(data.strip, state)
  return (
    <div className={styles.card} data-variant={variant} data-mark={mark} data-selected={flag(selected)} data-marked={flag(marked)} data-note={note?.kind} data-strip={strip}>
      <div className={styles.body}>
        <span className={styles.tile}>{variant === 'handler' ? <HandlerTile /> : <KindTile icon={data.icon} group={data.group} />}</span>
        <span className={styles.text}>
          <span className={styles.title} title={data.title}>
            {data.title}
          </span>
          <Subtitle data={data} state={state} />
        </span>
        {state ? <Status state={state} /> : null}
      </div>
      {strip === 'none' ? null : <UndoStrip strip={strip} coverage={coverage} during={state !== undefined} />}
      <Corners note={note} problems={data.problems ?? []} />
    </div>
  )
}

/** What stands half outside of the card. */
function Corners({ note, problems }: { readonly note: CardNote | undefined; readonly problems: readonly Problem[] }) {
  return (
    <>
      {note ? <CardNoteMark note={note} /> : null}
      {problems.length ? <ProblemMark problems={problems} /> : null}
    </>
  )
}

function Status({ state }: { readonly state: CardState }) {
  const mark = markOf(state.status)
  return mark ? (
    <span className={styles.status}>
      <StateMark key={mark} mark={mark} />
      <span className={styles.time}>
        <Time state={state} />
      </span>
    </span>
  ) : null
}

/** How long until it is tried again, or it runs already, or took. */
function Time({ state: { since, due, took } }: { readonly state: CardState }) {
  if (due !== undefined) return <Elapsed until={due} />
  if (since !== undefined) return <Elapsed since={since} />
  return took === undefined ? null : durationWords(took)
}

function Subtitle({ data, state }: Pick<StepCardProps, 'data' | 'state'>) {
  if (!state || state.status === 'idle') return <span className={styles.subtitle}>{data.kindTitle}</span>
  const { max } = data.step.retry ?? { max: 0 }
  const asked = waitsFor(data.step)
  const tries = state.attempt > 1 || state.status === 'retrying' ? ` · try ${state.attempt}${max === 'unlimited' || max === 0 ? '' : `/${max + 1}`}` : ''
  return (
    <span className={styles.subtitle} title={state.error}>
      <span className={styles.word}>{state.status === 'waiting' && asked !== undefined ? `Waits for ${asked}` : state.status === 'waiting' && data.step.kind === 'agent.task' ? 'Waits for a worker' : <StatusWords state={state} />}</span>
      {tries}
    </span>
  )
}

function HandlerTile() {
  return (
    <span className={styles.handlerTile}>
      <Undo2 size={14} strokeWidth={2} aria-hidden />
    </span>
  )
}

function UndoStrip({ strip, coverage, during }: { readonly strip: Strip; readonly coverage: StepCoverage | undefined; readonly during: boolean }) {
  // a run tells how it went, not how it might
  const shown = during ? undefined : coverage
  return (
    <div className={styles.strip} data-undo={strip} data-coverage={shown?.state} title={shown?.sentence}>
      <span className={styles.fill} />
      {strip === 'done' ? <Undo2 size={8} strokeWidth={3} aria-hidden className={styles.glyph} /> : null}
      {strip === 'irreversible' ? <Lock size={9} strokeWidth={2.5} aria-hidden className={styles.lock} /> : null}
      {strip === 'failed' ? <span className={styles.glyph}>!</span> : null}
      {strip === 'in-doubt' ? <span className={styles.glyph}>?</span> : null}
    </div>
  )
}
