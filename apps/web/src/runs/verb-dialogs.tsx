import { client } from '../trpc/client.ts'
import { AdaptDialog } from './adapt-dialog.tsx'
import { AgainDialog } from './again-dialog.tsx'
import type { AskedVerb } from './asked-verb.ts'
import { CancelDialog } from './cancel-dialog.tsx'
import { CompareDialog } from './compare-dialog.tsx'
import { ForkDialog } from './fork-dialog.tsx'
import { ResolveDialog } from './resolve-dialog.tsx'
import { ResumeDialog } from './resume-dialog.tsx'
import type { RunVerb } from './run-verb.ts'
import { SignalDialog } from './signal-dialog.tsx'
import { HaltDialog, KillDialog } from './stop-dialogs.tsx'
import { UndoDialog } from './undo-dialog.tsx'
import { VerbDialog } from './verb-dialog.tsx'

export interface VerbDialogsProps extends AskedVerb {
  readonly onOpenRun: (runId: string) => void
  readonly onOpenWorkflow: (workflowId: string) => void
  readonly onCompare: (runId: string) => void
}

/** The dialog of a verb: what it will do, and the button that does it. */
export function VerbDialogs({ asked, signals, onOpenRun, onOpenWorkflow, onCompare, ...context }: VerbDialogsProps) {
  const { detail, onClose } = context
  switch (asked.id) {
    case 'signal':
      return <SignalDialog {...context} signals={signals} />
    case 'resume':
      return <ResumeDialog {...context} />
    case 'halt':
      return <HaltDialog {...context} />
    case 'cancel':
      return <CancelDialog {...context} />
    case 'kill':
      return <KillDialog {...context} />
    case 'undo':
      return <UndoDialog {...context} />
    case 'adapt':
      return detail.workflowId === null ? null : <AdaptDialog {...context} workflowId={detail.workflowId} />
    case 'resolve':
      return <ResolveDialog {...context} path={asked.step ?? ''} />
    case 'retry-now':
      return <RetryNowDialog runId={detail.id} verb={asked} onClose={onClose} />
    case 'again':
    case 'retry':
    case 'restart':
      return <AgainDialog {...context} begins={beginsOf(asked)} onStarted={onOpenRun} />
    case 'fork':
      return <ForkDialog {...context} onOpenWorkflow={onOpenWorkflow} />
    case 'compare':
      return <CompareDialog detail={detail} onClose={onClose} onCompare={onCompare} />
    case 'export':
      return <ExportDialog runId={detail.id} onClose={onClose} />
  }
}

function beginsOf({ id, step }: RunVerb): 'start' | 'failure' | { readonly step: string } {
  if (step !== undefined) return { step }
  return id === 'retry' ? 'failure' : 'start'
}

function RetryNowDialog({ runId, verb, onClose }: { readonly runId: string; readonly verb: RunVerb; readonly onClose: () => void }) {
  return <VerbDialog title="Retry now?" description={verb.consequence} verb="Retry now" act={() => client.run.retryNow.mutate({ runId, ...(verb.step === undefined ? {} : { step: verb.step }) })} onClose={onClose} />
}

function ExportDialog({ runId, onClose }: { readonly runId: string; readonly onClose: () => void }) {
  async function act() {
    const response = await fetch(`/runs/${runId}/export.html`)
    if (!response.ok) throw new Error(`The run could not be exported: ${await response.text()}`)
    const url = URL.createObjectURL(await response.blob())
    const link = document.createElement('a')
    link.href = url
    link.download = `run-${runId}.html`
    link.click()
    URL.revokeObjectURL(url)
  }
  return <VerbDialog title="Export this run?" description="One HTML file with the workflow, every event and every value of this run. It opens in a browser without a server, and says that it is recorded." verb="Save the file" act={act} onClose={onClose}><p>Values are in it as they are: look before you hand it on. Secrets are not; runs never hold them.</p></VerbDialog>
}
