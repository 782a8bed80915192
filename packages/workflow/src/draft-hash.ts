import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import type { Step, WorkflowDocument } from './document.ts'

const known = new WeakMap<object, string>()

/**
 * What two drafts share when nothing of them differs, looks and titles included; in lower-case hex. Equal only for equal drafts, but not
 * `contentHash`: that one leaves out what does not change a run. Hashes of parts are remembered, so after an edit only the changed steps are
 * hashed again: linear with a small factor.
 */
export function draftHash(document: WorkflowDocument): string {
  const { steps, handlers, view, ...rest } = document
  const stepHashes = (list: readonly Step[]) => list.map(partHash)
  const { positions, notes } = view ?? {}
  const parts = [partText(rest), stepHashes(steps).join(' '), handlers ? stepHashes(handlers).join(' ') : '-', positions ? partHash(positions) : '-', notes ? partHash(notes) : '-', view ? 'view' : '-']
  return hashOf(parts.join('\n'))
}

function partHash(part: object): string {
  const found = known.get(part)
  if (found !== undefined) return found
  const hash = hashOf(partText(part))
  known.set(part, hash)
  return hash
}

function partText(part: object): string {
  const text = canonicalize(part)
  if (text === undefined) throw new TypeError('The draft is not JSON, so it has no hash.')
  return text
}

function hashOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}
