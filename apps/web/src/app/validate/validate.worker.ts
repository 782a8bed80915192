import { catalog } from '@eddy/steps/contract'
import { type Problem, validate, type WorkflowDocument } from '@eddy/workflow'
import { type DocumentPatch, patchedDocument } from '../../store/document/document-patch.ts'

export interface Asked {
  readonly turn: number
  readonly patch: DocumentPatch
}

export interface Answered {
  readonly turn: number
  readonly problems: readonly Problem[]
}

let document: WorkflowDocument | undefined
let latest: number | undefined

/** Keeps a copy of the draft and checks it as the server does. What has been asked in the meantime is checked once, at its newest. */
globalThis.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  document = patchedDocument(document, data.patch)
  if (latest === undefined) setTimeout(answer, 0)
  latest = data.turn
})

function answer(): void {
  if (latest === undefined) return
  const turn = latest
  latest = undefined
  const answered: Answered = { turn, problems: validate(document, { catalog }) }
  globalThis.postMessage(answered)
}
