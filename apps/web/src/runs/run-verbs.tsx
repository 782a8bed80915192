import { Ban, GitBranch, Play, RadioTower, RotateCcw, Undo2 } from 'lucide-react'
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
  const close = () => setVerb(undefined)
  return (
    <>
      {signals.length > 0 && run.status === 'running' && <Button size="small" tone="primary" onClick={() => setVerb('signal')}><RadioTower size={14} aria-hidden /> Send signal …</Button>}
      {run.status === 'halted' && <Button size="small" tone="primary" onClick={() => setVerb('resume')}><Play size={14} aria-hidden /> Resume …</Button>}
      {run.status === 'halted' && context.detail.workflowId !== null && <Button size="small" onClick={() => setVerb('adapt')}><GitBranch size={14} aria-hidden /> New version …</Button>}
      {['running', 'halting', 'halted'].includes(run.status) && <Button size="small" tone="danger" onClick={() => setVerb('cancel')}><Ban size={14} aria-hidden /> Cancel …</Button>}
      {run.status === 'succeeded' && run.rollback === 'none' && <Button size="small" onClick={() => setVerb('undo')}><Undo2 size={14} aria-hidden /> Undo run …</Button>}
      {context.detail.workflowId !== null && <Button size="small" onClick={() => setVerb('again')}><RotateCcw size={14} aria-hidden /> Run again …</Button>}
      {verb === 'cancel' && <CancelDialog {...context} onClose={close} />}
      {verb === 'undo' && <UndoDialog {...context} onClose={close} />}
      {verb === 'resume' && <ResumeDialog {...context} onClose={close} />}
      {verb === 'adapt' && context.detail.workflowId !== null && <AdaptDialog {...context} workflowId={context.detail.workflowId} onClose={close} />}
      {verb === 'signal' && <SignalDialog {...context} signals={signals} onClose={close} />}
      {verb === 'again' && context.detail.workflowId !== null && (
        <RunAgain workflowId={context.detail.workflowId} input={run.input ?? context.detail.input} onClose={close} onStarted={onOpenRun} />
      )}
    </>
  )
}
