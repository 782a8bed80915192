import { CanaryDialog, type CanaryDialogProps } from './canary-dialog.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { RestoreDialog } from './restore-dialog.tsx'
import { RetireDialog } from './retire-dialog.tsx'
import { ReviveDialog } from './revive-dialog.tsx'
import type { EnvironmentName, Versions } from './version-types.ts'

/** What somebody wants to do with a version. */
export type VersionVerb =
  | { readonly kind: 'move'; readonly number: number; readonly environment: EnvironmentName }
  | { readonly kind: 'canary' | 'restore' | 'retire' | 'revive'; readonly number: number }

export interface VersionDialogsProps {
  readonly workflowId: string
  readonly verb: VersionVerb
  readonly versions: Versions
  readonly onClose: () => void
}

export function VersionDialogs({ workflowId, verb, versions, onClose }: VersionDialogsProps) {
  const about = { workflowId, number: verb.number, onClose }
  switch (verb.kind) {
    case 'move':
      return <MoveDialog {...about} environment={verb.environment} now={versions.pointers.find(({ environment }) => environment === verb.environment)?.number} />
    case 'canary':
      return <CanaryDialog {...about} {...canaryOf(versions, verb.number)} />
    case 'restore':
      return <RestoreDialog {...about} />
    case 'retire':
      return <RetireDialog {...about} />
    case 'revive':
      return <ReviveDialog {...about} />
  }
}

/** Where live points, and who tries the version already. */
function canaryOf({ pointers }: Versions, number: number): Pick<CanaryDialogProps, 'live' | 'now'> {
  const live = pointers.find(({ environment }) => environment === 'live')
  return { live: live?.number ?? number, now: live?.canary === number ? { share: live.canaryShare ?? 0, callers: live.canaryCallers } : undefined }
}
