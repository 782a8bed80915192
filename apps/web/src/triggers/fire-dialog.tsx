import { useMutation, useQuery } from '@tanstack/react-query'
import type { Json } from '@eddy/workflow'
import { useState } from 'react'
import { client, trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { JsonEditor } from '../ui/json-editor.tsx'
import { isJsonObject } from '../ui/schema-form/json-value.ts'
import { ProblemList } from './problem-list.tsx'
import type { TriggerRow } from './trigger-types.ts'
import { firingWords } from './trigger-words.ts'
import { refreshTriggers } from './use-triggers.ts'
import styles from './triggers.module.css'

/** What is fired: a payload for those that are asked, a sample of what would arrive for the others. */
function useFiring({ id, kind, mapping, filter, runs, workflow, last, enabled }: TriggerRow) {
  const asked = kind === 'manual' || kind === 'api'
  const [sample, setSample] = useState<Json | undefined>(asked ? (last?.event['payload'] ?? {}) : last?.event)
  const event = eventOf(sample, asked)
  const preview = useQuery({ ...trpc.trigger.preview.queryOptions({ workflowId: workflow.id, kind, mapping, filter, runs, ...(event ? { sample: event } : {}) }), placeholderData: (before) => before, retry: false })
  const fire = useMutation({ mutationFn: () => client.trigger.fire.mutate(asked && enabled ? { id, payload: sample ?? {} } : { id, sample: event ?? preview.data?.event ?? {} }), onSettled: refreshTriggers })
  return { asked, shown: sample ?? preview.data?.event, setSample, preview, fire, ready: preview.data?.passes === true && preview.data.problems.length === 0 }
}

function eventOf(sample: Json | undefined, asked: boolean): { readonly [part: string]: Json } | undefined {
  if (sample === undefined) return undefined
  if (asked) return { payload: sample }
  return isJsonObject(sample) ? sample : {}
}

/** Fires a trigger with a sample of what would arrive, after showing the input that the run would get. */
export function FireDialog({ trigger, onClose }: { readonly trigger: TriggerRow; readonly onClose: () => void }) {
  const { name } = trigger
  const { asked, shown, setSample, preview, fire, ready } = useFiring(trigger)
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={asked ? `Fire ${name}` : `Try out ${name}`}
      description={asked ? 'The run gets what the trigger makes of this payload.' : 'A sample stands for what would arrive. The run is a real one.'}
      actions={
        <>
          <Button tone="quiet" onClick={onClose}>Close</Button>
          <Button tone="primary" disabled={!ready || fire.isPending} onClick={() => fire.mutate()}>Start the run</Button>
        </>
      }
    >
      <div className={styles.form}>
        <JsonEditor label={asked ? 'Payload' : 'Sample'} idPrefix="trigger-sample" value={shown} onChange={setSample} />
        <section className={styles.group} aria-label="Input of the run">
          <h3>Input of the run</h3>
          {preview.isError ? <p role="alert" className={styles.error}>{preview.error.message}</p> : preview.data ? <Made {...preview.data} /> : <p className={styles.note} aria-busy="true">Making the input …</p>}
        </section>
        <p role="status" className={styles.note}>
          {fire.data ? <Came runId={fire.data.runId} word={firingWords[fire.data.state]} reason={fire.data.reason} /> : null}
        </p>
        {fire.isError ? <p role="alert" className={styles.error}>{fire.error.message}</p> : null}
      </div>
    </Dialog>
  )
}

function Made({ passes, input, problems }: { readonly passes: boolean; readonly input: Json; readonly problems: Parameters<typeof ProblemList>[0]['problems'] }) {
  if (!passes) return <p className={styles.note}>The condition says no: nothing would start.</p>
  return (
    <>
      <code className={styles.code}>{JSON.stringify(input, null, 2)}</code>
      {problems.length > 0 ? <ProblemList problems={problems} /> : null}
    </>
  )
}

function Came({ runId, word, reason }: { readonly runId: string | null; readonly word: string; readonly reason: string | null }) {
  if (runId !== null) return <a className={styles.link} href={`/runs/${runId}`}>{word}</a>
  return <>{word}{reason === null ? '' : `: ${reason}`}</>
}
