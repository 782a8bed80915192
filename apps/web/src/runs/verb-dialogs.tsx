import { type ReactNode, use } from 'react'
import { client } from '../trpc/client.ts'
import { AcceptDialog } from './accept-dialog.tsx'
import { AdaptDialog } from './adapt-dialog.tsx'
import { AgainDialog } from './again-dialog.tsx'
import type { AskedVerb } from './asked-verb.ts'
import { CancelDialog } from './cancel-dialog.tsx'
import { CompareDialog } from './compare-dialog.tsx'
import { ForkDialog } from './fork-dialog.tsx'
import { ResolveDialog } from './resolve-dialog.tsx'
import { ResumeDialog } from './resume-dialog.tsx'
import type { RunVerb, VerbId } from './run-verb.ts'
import { RunAgain } from './run-again.tsx'
import { ShareContext } from './share-context.ts'
import { SignalDialog } from './signal-dialog.tsx'
import { HaltDialog, KillDialog } from './stop-dialogs.tsx'
import { UndoDialog } from './undo-dialog.tsx'
import { VerbDialog } from '../ui/verb-dialog.tsx'

export interface VerbDialogsProps extends AskedVerb {
  readonly onOpenRun: (runId: string) => void
  readonly onOpenWorkflow: (workflowId: string) => void
  readonly onCompare: (runId: string) => void
}

type Dialogs = { readonly [V in VerbId]: (props: VerbDialogsProps) => ReactNode }

const dialogs: Dialogs = {
  signal: (props) => <SignalDialog {...props} />,
  resume: (props) => <ResumeDialog {...props} />,
  halt: (props) => <HaltDialog {...props} />,
  cancel: (props) => <CancelDialog {...props} />,
  kill: (props) => <KillDialog {...props} />,
  undo: (props) => <UndoDialog {...props} />,
  adapt: (props) => (props.detail.workflowId === null ? null : <AdaptDialog {...props} workflowId={props.detail.workflowId} />),
  resolve: (props) => <ResolveDialog {...props} path={props.asked.step ?? ''} />,
  'retry-now': ({ detail, asked, onClose }) => <RetryNowDialog runId={detail.id} verb={asked} onClose={onClose} />,
  again: (props) => <TryAgainDialog {...props} />,
  retry: (props) => <AgainDialog {...props} begins="failure" onStarted={props.onOpenRun} />,
  restart: (props) => <AgainDialog {...props} begins={beginsOf(props.asked)} onStarted={props.onOpenRun} />,
  accept: (props) => <AcceptDialog {...props} />,
  fork: (props) => <ForkDialog {...props} />,
  compare: (props) => <CompareDialog {...props} />,
  template: (props) => <OfTemplate {...props} />,
  export: ({ detail, onClose }) => <ExportDialog runId={detail.id} onClose={onClose} />,
}

/** The dialog of a verb: what it will do, and the button that does it. */
export function VerbDialogs(props: VerbDialogsProps) {
  return dialogs[props.asked.id](props)
}

/** The library has its form; whoever shows runs brings it along. */
function OfTemplate({ detail, reading, onClose }: VerbDialogsProps) {
  const share = use(ShareContext)
  return share?.({ detail, document: reading.adapted() ?? detail.document, onClose })
}

/** A trial is tried again with its fixture; any other run is run again. */
function TryAgainDialog(props: VerbDialogsProps) {
  const { detail, onClose, onOpenRun } = props
  if (detail.trial === null) return <AgainDialog {...props} begins="start" onStarted={onOpenRun} />
  return detail.workflowId === null ? null : <RunAgain workflowId={detail.workflowId} input={detail.input} fixture={detail.fixture} override={detail.trial.override} onClose={onClose} onStarted={onOpenRun} />
}

function beginsOf({ step }: RunVerb): 'failure' | { readonly step: string } {
  return step === undefined ? 'failure' : { step }
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
