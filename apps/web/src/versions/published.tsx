import { useState } from 'react'
import { client } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { refusalOf } from './refusal-of.ts'
import type { PublishedVersion } from './use-publish.ts'
import { refreshVersions, useVersions } from './use-versions.ts'
import styles from './publish-dialog.module.css'

/** It is published: where is it to go? */
export function Published({ workflowId, version, onClose }: { readonly workflowId: string; readonly version: PublishedVersion; readonly onClose: () => void }) {
  const { number, warnings } = version
  const { data } = useVersions(workflowId)
  const [state, setState] = useState<{ readonly busy: boolean; readonly fault?: string }>({ busy: false })
  const live = data?.pointers.find(({ environment }) => environment === 'live')?.number
  const move = () => {
    setState({ busy: true })
    client.version.move.mutate({ workflowId, environment: 'live', number, reason: 'Right after it was published' }).then(refreshVersions).then(onClose, (error: unknown) => setState({ busy: false, fault: refusalOf(error).message }))
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Version ${number} is published`}
      description={live === undefined ? 'No version is live yet.' : `Live still points at version ${live}. Runs under way keep their version whatever you choose.`}
      actions={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button tone="primary" disabled={state.busy} onClick={move}>Point live at version {number}</Button>
        </>
      }
    >
      {warnings.map(({ message }) => (
        <p key={message} className={styles.quiet}>{message} Set it in the settings before it runs.</p>
      ))}
      {state.fault ? <p className={styles.fault} role="alert">{state.fault}</p> : null}
    </Dialog>
  )
}
