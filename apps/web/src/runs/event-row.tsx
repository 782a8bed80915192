import type { MouseEvent } from 'react'
import type { HoveredStep } from '../store/hovered-step.ts'
import { useIsHovered } from '../store/hovered-step.ts'
import { durationWords } from '../ui/time-words.ts'
import { ownerOf } from './child-path.ts'
import type { EventLine } from './event-lines.ts'
import { detailOfEvent } from './event-words.ts'
import type { StepNames } from './step-names.ts'
import { titleOfRun } from './title-of-run.ts'
import styles from './event-list.module.css'

export interface EventRowProps {
  readonly line: EventLine
  /** Of the run that the event is of. */
  readonly names: StepNames
  readonly hovered: HoveredStep
  readonly top: number
  readonly since: number
  readonly current: boolean
  readonly selected: boolean
  readonly onGo: () => void
  readonly onSelect: (path: string) => void
  /** What can be done about the step of an event. */
  readonly onMenu?: ((path: string, event: MouseEvent) => void) | undefined
  /** Of the event with which a step starts a run of its own. */
  readonly child: OpenedChild | undefined
}

export interface OpenedChild {
  readonly shown: boolean
  readonly onToggle: () => void
}

/** One event of a run, or of a run within it. */
export function EventRow({ line: { event, run, path }, names, hovered, top, since, current, selected, onGo, onSelect, onMenu, child }: EventRowProps) {
  const isHovered = useIsHovered(hovered, path ?? '')
  const step = event.step === undefined ? undefined : names.titleOf(event.step)
  const above = run && `Run of ${titleOfRun(run.detail)}`
  return (
    <li className={styles.row} data-selected={selected || undefined} data-hovered={isHovered || undefined} data-child={above} aria-current={current ? 'step' : undefined} style={{ top }}
      // the drawing is of the run above
      onPointerEnter={() => hovered.set(path && ownerOf(path))} onPointerLeave={() => hovered.set(undefined)} onClick={onGo} onContextMenu={(click) => path !== undefined && onMenu?.(path, click)}>
      <button type="button" className={styles.seq} aria-label={[`Go to event ${event.seq}`, above].filter(Boolean).join(', ')} onClick={onGo}>{event.seq}</button>
      <span className={styles.quiet}>{`+${durationWords(since)}`}</span>
      <span>{event.type}</span>
      <StepButton path={path} title={step ?? above} onGo={onGo} onSelect={onSelect} />
      <span className={styles.quiet}>{child ? <ChildOpener step={step ?? ''} {...child} /> : detailOfEvent(event)}</span>
    </li>
  )
}

function StepButton({ path, title, onGo, onSelect }: Pick<EventRowProps, 'onGo' | 'onSelect'> & { readonly path: string | undefined; readonly title: string | undefined }) {
  if (path === undefined) return <span />
  function select(click: MouseEvent) {
    click.stopPropagation()
    onGo()
    if (path !== undefined) onSelect(path)
  }
  return <button type="button" className={styles.step} onClick={select}>{title}</button>
}

function ChildOpener({ step, shown, onToggle }: OpenedChild & { readonly step: string }) {
  function toggle(click: MouseEvent) {
    click.stopPropagation()
    onToggle()
  }
  return <button type="button" className={styles.opener} aria-expanded={shown} aria-label={`Events of the run that ${step} has started`} onClick={toggle}>{shown ? 'Hide the events of its run' : 'Show the events of its run'}</button>
}
