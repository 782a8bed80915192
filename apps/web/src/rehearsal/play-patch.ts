import { type DocumentPatch, patchBetween, patchedDocument } from '../store/document/document-patch.ts'
import type { Play } from './worker-messages.ts'

/** What has changed of what is rehearsed; `library` only where it is another. */
export interface PlayPatch {
  readonly document: DocumentPatch
  readonly library?: Play['library']
}

export function playPatch(before: Play | undefined, { document, library }: Play): PlayPatch {
  return { document: patchBetween(before?.document, document), ...(library === before?.library ? {} : { library }) }
}

export function patchedPlay(before: Play | undefined, { document, library }: PlayPatch): Play {
  return { document: patchedDocument(before?.document, document), library: library ?? before?.library ?? {} }
}
