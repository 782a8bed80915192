import { Menu } from '@base-ui/react/menu'
import { Ellipsis } from 'lucide-react'
import { useMemo, useState } from 'react'
import button from '../ui/button.module.css'
import overlay from '../ui/overlay.module.css'
import type { Playhead } from './playhead.ts'
import type { RunStore } from './run-store.ts'
import type { RunDetail } from './run-types.ts'
import type { RunVerb } from './run-verb.ts'
import { verbIcons } from './run-verbs.tsx'
import { stepNamesOf } from './step-names.ts'
import { useConnection, useRun, useRunDocument } from './use-run.ts'
import { useVerbs } from './use-verbs.ts'
import { VerbDialogs, type VerbDialogsProps } from './verb-dialogs.tsx'

interface RowVerbsProps extends Pick<VerbDialogsProps, 'onOpenRun' | 'onOpenWorkflow'> {
  readonly runId: string
  /** The run in words, for whoever does not see its row. */
  readonly name: string
  readonly onCompare: (runId: string, otherId: string) => void
}

/** The verbs of a run where it is a row among others. They depend on how its steps stand, so the run is loaded once they are asked for. */
export function RowVerbs({ name, ...rest }: RowVerbsProps) {
  const [open, setOpen] = useState(false)
  const [asking, setAsking] = useState(false)
  return (
    <Menu.Root open={open} onOpenChange={setOpen}>
      <Menu.Trigger tabIndex={-1} aria-label={`What can be done with ${name}`} aria-keyshortcuts="M" className={`${button.button} ${button.icon}`} data-tone="quiet" data-size="small"><Ellipsis size={16} aria-hidden /></Menu.Trigger>
      {(open || asking) && <LoadedVerbs {...rest} onAsking={setAsking} />}
    </Menu.Root>
  )
}

type LoadedVerbsProps = Omit<RowVerbsProps, 'name'> & { readonly onAsking: (asking: boolean) => void }

function LoadedVerbs(props: LoadedVerbsProps) {
  const run = useRun(props.runId)
  if (run.kind === 'pending') return <Verbs note="Looking at the run …" />
  if (run.kind === 'error') return <Verbs note={`The run could not be loaded: ${run.message}`} />
  return <OfRun {...props} detail={run.detail} store={run.store} playhead={run.playhead} />
}

function OfRun({ detail, store, playhead, onAsking, onCompare, ...rest }: LoadedVerbsProps & { readonly detail: RunDetail; readonly store: RunStore; readonly playhead: Playhead }) {
  const document = useRunDocument(store, detail.document)
  const names = useMemo(() => stepNamesOf(document), [document])
  const context = { detail, store, names, reading: playhead.reading }
  const verbs = useVerbs(context, true)
  // what it can do is known once all its events are here
  const catchingUp = useConnection(store) === 'catching-up'
  function ask(verb: RunVerb | undefined) {
    verbs.ask(verb)
    onAsking(verb !== undefined)
  }
  return (
    <>
      <Verbs verbs={catchingUp ? [] : verbs.verbs} note={catchingUp ? 'Looking at the run …' : undefined} onAsk={ask} />
      {verbs.asked && <VerbDialogs {...context} {...rest} asked={verbs.asked} signals={verbs.signals} onCompare={(otherId) => onCompare(detail.id, otherId)} onClose={() => ask(undefined)} />}
    </>
  )
}

interface VerbsProps {
  readonly verbs?: readonly RunVerb[]
  readonly note?: string | undefined
  readonly onAsk?: (verb: RunVerb) => void
}

function Verbs({ verbs = [], note, onAsk }: VerbsProps) {
  return (
    <Menu.Portal>
      <Menu.Positioner sideOffset={4} align="end" className={overlay.positioner}>
        <Menu.Popup className={overlay.popup}>
          {note !== undefined && <Menu.Item className={overlay.item} disabled>{note}</Menu.Item>}
          {verbs.map((verb) => {
            const Icon = verbIcons[verb.id]
            return <Menu.Item key={verb.id + (verb.step ?? '')} className={overlay.item} disabled={verb.refused !== undefined} title={verb.refused ?? verb.consequence} onClick={() => onAsk?.(verb)}><Icon size={14} aria-hidden /> {verb.title}</Menu.Item>
          })}
        </Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  )
}
