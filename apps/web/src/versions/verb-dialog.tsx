import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { refusalOf, type VersionRefusal } from './refusal-of.ts'
import { refreshVersions } from './use-versions.ts'
import styles from './publish-dialog.module.css'

export interface VerbDialogProps {
  readonly title: string
  readonly description: string
  /** What the button says. */
  readonly verb: string
  readonly tone?: 'primary' | 'danger'
  /** Something is missing still. */
  readonly disabled?: boolean
  readonly call: () => Promise<unknown>
  readonly onClose: () => void
  /** What a refusal needs said beside its sentence. */
  readonly explain?: (refusal: VersionRefusal) => ReactNode
  readonly children?: ReactNode
}

/** One act on a version: what it means, what it takes, and what came of it. */
export function VerbDialog({ title, description, verb, tone = 'primary', disabled = false, call, onClose, explain, children }: VerbDialogProps) {
  const act = useMutation({ mutationFn: call, onSuccess: () => refreshVersions().then(onClose) })
  const refusal = act.error ? refusalOf(act.error) : undefined
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      actions={
        <>
          <Button tone="quiet" onClick={onClose}>Not now</Button>
          <Button tone={tone} disabled={disabled || act.isPending} onClick={() => act.mutate()}>{act.isPending ? 'One moment …' : verb}</Button>
        </>
      }
    >
      {children}
      {refusal ? (
        <div className={styles.fault} role="alert">
          <p>{refusal.message}</p>
          {explain?.(refusal)}
        </div>
      ) : null}
    </Dialog>
  )
}
