import type { ReactNode } from 'react'
import { VerbDialog as Asked, type VerbDialogProps as AskedProps } from '../ui/verb-dialog.tsx'
import { refusalOf, type VersionRefusal } from './refusal-of.ts'
import { refreshVersions } from './use-versions.ts'

export interface VerbDialogProps extends Omit<AskedProps, 'act' | 'explain'> {
  readonly call: () => Promise<unknown>
  readonly explain?: (refusal: VersionRefusal) => ReactNode
}

/** One act on a version: what it means, what it takes, and what came of it in the list of versions. */
export function VerbDialog({ call, explain, ...asked }: VerbDialogProps) {
  return <Asked {...asked} act={() => call().then(refreshVersions)} {...(explain ? { explain: (error: Error) => explain(refusalOf(error)) } : {})} />
}
