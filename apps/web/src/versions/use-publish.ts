import { sameJson, type WorkflowDocument } from '@eddy/workflow'
import { useState } from 'react'
import type { EditorStore } from '../store/editor-store.ts'
import { client } from '../trpc/client.ts'
import { refusalOf } from './refusal-of.ts'
import { refreshVersions } from './use-versions.ts'
import type { PublishCheck } from './version-types.ts'

export interface PublishedVersion {
  readonly number: number
  readonly warnings: readonly { readonly message: string }[]
}

export interface PublishCall {
  readonly busy: boolean
  readonly fault: string | undefined
  /** What has just come to pass, in a sentence. */
  readonly told: string | undefined
  /** The version that was published by somebody else meanwhile. */
  readonly behind: number | undefined
  readonly published: PublishedVersion | undefined
  readonly publish: (note: string) => void
  readonly rebase: (base: number | null, onto: number) => void
}

interface Publishing {
  readonly workflowId: string
  readonly check: PublishCheck
  readonly by: string
  readonly store: EditorStore
  readonly onCheck: () => Promise<unknown>
  readonly onClashes: () => void
}

type State = Pick<PublishCall, 'busy' | 'fault' | 'told' | 'behind' | 'published'>

const idle: State = { busy: false, fault: undefined, told: undefined, behind: undefined, published: undefined }

/** Publishes, and rebases when somebody else was first. */
export function usePublish(publishing: Publishing): PublishCall {
  const [state, setState] = useState<State>(idle)
  const act = (work: () => Promise<Partial<State>>) => {
    setState((before) => ({ ...before, busy: true, fault: undefined }))
    work().then(
      (next) => setState({ ...idle, ...next }),
      (error: unknown) => setState({ ...idle, fault: refusalOf(error).message }),
    )
  }
  return { ...state, publish: (note) => act(() => publishDraft(publishing, note)), rebase: (base, onto) => act(() => rebaseDraft(publishing, base, onto)) }
}

async function publishDraft({ workflowId, check, by, store, onCheck }: Publishing, note: string): Promise<Partial<State>> {
  await store.getState().flush()
  const { revision, document } = store.getState().kept().stored
  try {
    const published = await client.version.publish.mutate({ workflowId, revision, note, base: check.newest, ...(by === '' ? {} : { by }) })
    await refreshVersions()
    if (sameJson(published.document, document)) return { published }
    await onCheck()
    return { fault: `Version ${published.number} was stored, but it is not what is on this screen. Nothing runs it yet: compare it with the draft, and tell whoever keeps this server.` }
  } catch (error) {
    const { code, message, details } = refusalOf(error)
    const newest = typeof details === 'object' && details !== null && 'newest' in details ? details.newest : undefined
    if (code === 'VERSION_BEHIND') return { behind: typeof newest === 'number' ? newest : await newestOf(workflowId) }
    // the gates say it better, with a way to each
    if (code === 'INVALID_DOCUMENT' || code === 'STALE_SAVE' || code === 'NOTHING_NEW') await onCheck()
    return { fault: message }
  }
}

async function newestOf(workflowId: string): Promise<number | undefined> {
  const { versions } = await client.version.list.query({ workflowId })
  return versions[0]?.number
}

async function rebaseDraft({ workflowId, store, onCheck, onClashes }: Publishing, base: number | null, onto: number): Promise<Partial<State>> {
  const theirs = await documentOf(workflowId, onto)
  // without an older version there is nothing that both began from: the draft stays as it is, and is compared with the newest
  const began = base === null ? theirs : await documentOf(workflowId, base)
  const before = store.getState().document
  const settled = store.getState().rebase({ base: began, theirs, number: onto })
  await store.getState().flush()
  await client.version.rebase.mutate({ workflowId, revision: store.getState().kept().stored.revision, onto })
  await refreshVersions()
  await onCheck()
  if (!settled) onClashes()
  return { told: store.getState().document === before ? `Rebased: your draft has all of version ${onto} already.` : `Rebased: what version ${onto} changed is in your draft, as one edit that can be undone.` }
}

async function documentOf(workflowId: string, number: number): Promise<WorkflowDocument> {
  const { document } = await client.version.get.query({ workflowId, number })
  return document
}
