import type { Json } from '@eddy/workflow'
import { Ban, GitBranch, type LucideIcon, Play, RadioTower, RotateCcw, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { AdaptDialog } from './adapt-dialog.tsx'
import { awaitedSignals } from './awaited-signals.ts'
import { CancelDialog } from './cancel-dialog.tsx'
import { ResumeDialog } from './resume-dialog.tsx'
import { RunAgain } from './run-again.tsx'
import type { RunContext } from './run-context.ts'
import { SignalDialog } from './signal-dialog.tsx'
import { UndoDialog } from './undo-dialog.tsx'
import { useRunSteps, useRunSummary } from './use-run.ts'

type Verb = 'cancel' | 'resume' | 'adapt' | 'signal' | 'undo' | 'again'

/** What can be done about a run now; each verb says its consequences before it acts. */
export function RunVerbs({ onOpenRun, ...context }: RunContext & { readonly onOpenRun: (runId: string) => void }) {
  const [verb, setVerb] = useState<Verb>()
  const run = useRunSummary(context.store)
  const steps = useRunSteps(context.store)
  const signals = awaitedSignals(context.store.events(), steps)
  const drawn = context.detail.workflowId !== null
  const can: { readonly [verb in Verb]: boolean } = {
    signal: signals.length > 0 && run.status === 'running',
    resume: run.status === 'halted',
    adapt: run.status === 'halted' && drawn,
    cancel: ['running', 'halting', 'halted'].includes(run.status),
    undo: run.status === 'succeeded' && run.rollback === 'none',
    again: drawn,
  }
  return (
    <>
      {buttons.map(({ verb: name, Icon, label, tone }) =>
        can[name] ? (
          <Button key={name} size="small" {...(tone ? { tone } : {})} onClick={() => setVerb(name)}>
            <Icon size={14} aria-hidden /> {label}
          </Button>
        ) : null,
      )}
      {verb ? <VerbPart {...context} verb={verb} signals={signals} input={run.input ?? context.detail.input} onOpenRun={onOpenRun} onClose={() => setVerb(undefined)} /> : null}
    </>
  )
}

interface VerbButton {
  readonly verb: Verb
  readonly Icon: LucideIcon
  readonly label: string
  readonly tone?: 'primary' | 'danger'
}

const buttons: readonly VerbButton[] = [
  { verb: 'signal', Icon: RadioTower, label: 'Send signal …', tone: 'primary' },
  { verb: 'resume', Icon: Play, label: 'Resume …', tone: 'primary' },
  { verb: 'adapt', Icon: GitBranch, label: 'New version …' },
  { verb: 'cancel', Icon: Ban, label: 'Cancel …', tone: 'danger' },
  { verb: 'undo', Icon: Undo2, label: 'Undo run …' },
  { verb: 'again', Icon: RotateCcw, label: 'Run again …' },
]

interface VerbPartProps extends RunContext {
  readonly verb: Verb
  readonly signals: ReturnType<typeof awaitedSignals>
  readonly input: Json
  readonly onOpenRun: (runId: string) => void
  readonly onClose: () => void
}

/** The dialog of a verb. */
function VerbPart({ verb, signals, input, onOpenRun, onClose: close, ...context }: VerbPartProps) {
  return (
    <>
      {verb === 'cancel' && <CancelDialog {...context} onClose={close} />}
      {verb === 'undo' && <UndoDialog {...context} onClose={close} />}
      {verb === 'resume' && <ResumeDialog {...context} onClose={close} />}
      {verb === 'adapt' && context.detail.workflowId !== null && <AdaptDialog {...context} workflowId={context.detail.workflowId} onClose={close} />}
      {verb === 'signal' && <SignalDialog {...context} signals={signals} onClose={close} />}
      {verb === 'again' && context.detail.workflowId !== null && (
        <RunAgain workflowId={context.detail.workflowId} input={input} fixture={context.detail.fixture} onClose={close} onStarted={onOpenRun} />
      )}
    </>
  )
}
