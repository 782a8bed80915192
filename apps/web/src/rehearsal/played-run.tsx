import { FAULT_WORDS, type Fault, type Rehearsal } from '@eddy/rehearsal'
import type { RunView } from '@eddy/engine'
import type { WorkflowDocument } from '@eddy/workflow'
import { Ban, Pause, Play, SkipBack, SkipForward, StepBack, StepForward, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { locate } from '../store/document/locate.ts'
import { stepLabel } from '../store/document/step-label.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Select } from '../ui/select.tsx'
import { askedWords, faultsAt, OFFERED_KINDS } from './fault-kinds.ts'
import { FaultMenu } from './fault-menu.tsx'
import { PlayedStep } from './played-step.tsx'
import { useRehearsal } from './rehearsal-context.tsx'
import type { Played } from './rehearsal-store.ts'
import { usePlaying } from './use-playing.ts'
import styles from './played-run.module.css'

export interface RehearsedCanvas {
  readonly document: WorkflowDocument
  readonly view: RunView
  readonly version: number
  readonly selected: string | undefined
  readonly onSelect: (path: string | undefined) => void
}

/** A rehearsed run over the canvas, while one is played. It says that it is rehearsed wherever it says anything. */
export function PlayedRun({ renderCanvas }: { readonly renderCanvas: (canvas: RehearsedCanvas) => ReactNode }) {
  const played = useRehearsal((state) => state.played)
  return played ? <Playing played={played} renderCanvas={renderCanvas} /> : null
}

const KEYS: { readonly [key: string]: 'back' | 'next' | 'toggle' | 'end' } = { j: 'next', k: 'back', ' ': 'toggle', Escape: 'end' }

function Playing({ played, renderCanvas }: { readonly played: Played; readonly renderCanvas: (canvas: RehearsedCanvas) => ReactNode }) {
  usePlaying()
  const [selected, setSelected] = useState<string>()
  const [stage, setStage] = useState<HTMLElement | null>(null)
  const controls = useControls(played)
  const { playback, version } = played
  const chosen = selected === undefined ? undefined : locate(playback.play.document, selected)
  const onKeyDown = (event: KeyboardEvent) => {
    const verb = KEYS[event.key]
    const typing = event.target instanceof Element && event.target.closest('button, [role=combobox], [role=listbox], [role=menu]') !== null
    if (verb === undefined || event.ctrlKey || event.metaKey || event.altKey || (typing && event.key === ' ')) return
    event.preventDefault()
    event.stopPropagation()
    controls[verb]()
  }
  return (
    <section ref={setStage} className={styles.stage} aria-label="Rehearsed run" onKeyDown={onKeyDown}>
      <PlayBar played={played} controls={controls} selected={selected} />
      <div className={styles.canvas}>
        {renderCanvas({ document: playback.play.document, view: playback.view(), version, selected, onSelect: setSelected })}
        {chosen && <PlayedStep view={playback.view()} path={chosen.path} title={stepLabel(chosen.step)} onClose={() => setSelected(undefined)} />}
      </div>
      <FaultMenu element={stage} />
    </section>
  )
}

interface Controls {
  readonly toggle: () => void
  readonly back: () => void
  readonly next: () => void
  readonly start: () => void
  readonly last: () => void
  readonly end: () => void
}

function useControls({ playback, playing }: Played): Controls {
  const seek = useRehearsal((state) => state.seek)
  const setPlaying = useRehearsal((state) => state.setPlaying)
  const end = useRehearsal((state) => state.endPlay)
  return {
    toggle: () => setPlaying(!playing),
    back: () => seek(playback.shown - 1),
    next: () => seek(playback.shown + 1),
    start: () => seek(0),
    last: () => seek(playback.events.length),
    end,
  }
}

const SPEEDS = [0.5, 1, 2, 4].map((speed) => ({ value: String(speed), label: `${speed}×` }))

function PlayBar({ played, controls, selected }: { readonly played: Played; readonly controls: Controls; readonly selected: string | undefined }) {
  const speed = useRehearsal((state) => state.speed)
  const setSpeed = useRehearsal((state) => state.setSpeed)
  const cancelHere = useRehearsal((state) => state.cancelHere)
  const { playback, playing } = played
  return (
    <header className={styles.bar}>
      <span className={styles.label}>Rehearsed</span>
      <div role="toolbar" aria-label="Playing" className={styles.controls}>
        <IconButton label="To the start" size="small" disabled={playback.shown === 0} onClick={controls.start}><SkipBack size={14} /></IconButton>
        <IconButton label="Event before" shortcut="K" size="small" disabled={playback.shown === 0} onClick={controls.back}><StepBack size={14} /></IconButton>
        <IconButton label={playing ? 'Pause' : playback.over ? 'Play again' : 'Play'} shortcut="Space" size="small" onClick={controls.toggle}>{playing ? <Pause size={14} /> : <Play size={14} />}</IconButton>
        <IconButton label="Next event" shortcut="J" size="small" disabled={playback.over} onClick={controls.next}><StepForward size={14} /></IconButton>
        <IconButton label="To the end" size="small" disabled={playback.over} onClick={controls.last}><SkipForward size={14} /></IconButton>
        <IconButton label="Cancel at this moment" size="small" disabled={playback.over || playback.shown === 0} onClick={cancelHere}><Ban size={14} /></IconButton>
        <div className={styles.speed}><Select label="Speed" value={String(speed)} options={SPEEDS} onChange={(value) => setSpeed(Number(value))} /></div>
      </div>
      <FaultChoice selected={selected} />
      <span className={styles.count}>{playback.shown} / {playback.events.length} events</span>
      <IconButton label="End the rehearsed run" shortcut="Escape" size="small" onClick={controls.end}><X size={14} /></IconButton>
      <div className={styles.told}>
        <Outcome rehearsal={playback.rehearsal} document={playback.play.document} over={playback.over} />
        {playback.over && <Asked document={playback.play.document} />}
      </div>
    </header>
  )
}

/** What has come of it, once it is over; until then what was asked for. */
function Outcome({ rehearsal, document, over }: { readonly rehearsal: Rehearsal; readonly document: WorkflowDocument; readonly over: boolean }) {
  const asked = useAsked(document)
  const missed = rehearsal.proofs.flatMap((proof) => (proof.reached ? [] : [`${proof.fault.step} ${FAULT_WORDS[proof.fault.kind]}: ${proof.reason}.`]))
  const assumed = rehearsal.assumed.length > 0 ? `Made up: ${rehearsal.assumed.join(', ')}.` : ''
  const code = rehearsal.replaced.filter((path) => locate(document, path)?.step.kind === 'code')
  const replaced = code.length > 0 ? `Code is not computed here, and was replaced: ${code.join(', ')}.` : ''
  return (
    <p className={styles.sentence} role="status" aria-label="What happened in the rehearsal">
      {over ? `Rehearsed: ${[rehearsal.sentence, assumed, replaced, ...missed].filter(Boolean).join(' ')}` : `Being rehearsed: ${asked}.`}
    </p>
  )
}

/** What the rehearsal was asked for, in words. */
function useAsked(document: WorkflowDocument): string {
  const faults = useRehearsal((state) => state.faults)
  const cancelAt = useRehearsal((state) => state.cancelAt)
  return askedWords({ faults, cancelAt }, (path) => {
    const found = locate(document, path)
    return found ? stepLabel(found.step) : path
  })
}

/** Once it is over the sentence says what came of it: what was asked for stands beside it, whichever card is selected. */
function Asked({ document }: { readonly document: WorkflowDocument }) {
  return <span className={styles.asked}>{useAsked(document)}</span>
}

const NO_FAILURE = { value: '', label: 'Nothing goes wrong' }
const CHOICES = [NO_FAILURE, ...OFFERED_KINDS.map((kind) => ({ value: kind, label: FAULT_WORDS[kind] }))]

/** Which step is to fail, and how. The selected card comes first; without one, the step that fails now. */
function FaultChoice({ selected }: { readonly selected: string | undefined }) {
  const faults = useRehearsal((state) => state.faults)
  const perform = useRehearsal((state) => state.perform)
  const titles = useRehearsal((state) => state.matrix?.rows)
  const breakpoints = useRehearsal((state) => state.breakpoints)
  const fault = faults.at(-1)
  const rows = titles ?? []
  const step = rows.find((row) => row.step === selected)?.step ?? fault?.step ?? rows[0]?.step
  if (step === undefined) return null
  const choose = (next: string, kind: string) => {
    const known = OFFERED_KINDS.find((one) => one === kind)
    perform(known === undefined ? [] : [{ step: next, kind: known }])
  }
  return (
    <div className={styles.fault}>
      <Select label="Step that fails" value={step} options={rows.map((row) => ({ value: row.step, label: row.title, ...(breakpoints.has(row.step) ? { hint: 'stops here' } : {}) }))} onChange={(next) => choose(next, fault?.kind ?? 'fail')} />
      <Select label="How it fails" value={faultOf(fault, step)} options={CHOICES} onChange={(kind) => choose(step, kind)} />
      {fault?.step === step && <AttemptChoice fault={fault} />}
    </div>
  )
}

/** At which attempt it goes wrong in this way; a step that is tried once has no choice. */
function AttemptChoice({ fault }: { readonly fault: Fault }) {
  const perform = useRehearsal((state) => state.perform)
  const document = useRehearsal((state) => state.play?.document)
  const max = (document && locate(document, fault.step)?.step.retry?.max) ?? 0
  const most = max === 'unlimited' ? OFFERED_ATTEMPTS : Math.min(max + 1, OFFERED_ATTEMPTS)
  if (most <= 1) return null
  const options = Array.from({ length: most }, (_, index) => ({ value: String(index + 1), label: `attempt ${index + 1}` }))
  return <Select label="At which attempt" value={String(fault.attempt ?? 1)} options={options} onChange={(attempt) => perform(faultsAt(fault, Number(attempt)))} />
}

const OFFERED_ATTEMPTS = 10

function faultOf(fault: Fault | undefined, step: string): string {
  return fault?.step === step ? fault.kind : ''
}
