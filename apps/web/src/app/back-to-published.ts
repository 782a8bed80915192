import { sameJson } from '@eddy/workflow'
import { restoreVersion } from '../store/command/restore-version.ts'
import type { EditorStore } from '../store/editor-store.ts'
import { client } from '../trpc/client.ts'

/** The draft is what was published last, as one edit that undo takes back. Where there is nothing to go back to, it says so. */
export async function backToPublished(store: EditorStore): Promise<void> {
  const { id: workflowId, notify } = store.getState()
  const { versions } = await client.version.list.query({ workflowId })
  const number = versions[0]?.number
  if (number === undefined) return notify('Nothing of this workflow has been published yet.')
  const { document: published } = await client.version.get.query({ workflowId, number })
  const back = restoreVersion(published, number)
  const { document, dispatch, undo } = store.getState()
  if (sameJson(back.apply(document).document, document)) return notify(`The draft is what version ${number} is.`)
  dispatch(back)
  notify(`The draft is version ${number} again.`, { label: 'Undo', act: undo })
}
