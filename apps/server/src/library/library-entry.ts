import { agentSlots, type FailureContract, type Manifest } from '@eddy/library'
import type { Expectation } from '@eddy/rehearsal'
import type { Json, WorkflowDocument, WorkflowExtension } from '@eddy/workflow'
import type { LibraryEntry, LibraryVersion } from '../db/index.ts'

/** What an entry was forked from. */
export interface Origin {
  readonly name: string
  readonly number: number
  readonly contentHash: string
}

/** An input that is known to lead somewhere, and the status in which its run ends. */
export interface Sample {
  readonly title: string
  readonly input: { readonly [name: string]: Json }
  readonly expect: string
}

/** An entry as a card shows it. Times are ISO 8601. */
export interface LibraryCard {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly category: string
  readonly tags: readonly string[]
  /** Agents and pools that it asks. */
  readonly agents: readonly string[]
  readonly source: 'workspace' | 'shipped' | 'bundle'
  readonly signer: string | null
  readonly origin: Origin | null
  readonly latest: number
  readonly uses: number
  /** 1 to 5; null: nobody has rated it. */
  readonly rating: number | null
  readonly ratings: number
  readonly retired: boolean
  /** The newest version, as far as a small drawing shows it; null: nothing is known of it. */
  readonly sketch: WorkflowDocument | null
  /** Percent of its effects that are taken back; null while it was not rehearsed. */
  readonly coverage: number | null
  readonly updatedAt: string
}

/** A version with all that belongs to it. */
export interface LibraryEdition {
  readonly number: number
  readonly contentHash: string
  readonly note: string
  readonly publishedAt: string
  readonly publishedBy: string | null
  readonly document: WorkflowDocument
  /** What it does unlike the entry that it extends; null: it stands for itself. */
  readonly extension: WorkflowExtension | null
  readonly composed: { readonly [reference: string]: WorkflowDocument }
  readonly manifest: Manifest
  readonly samples: readonly Sample[]
  readonly expectations: readonly Expectation[]
}

export function libraryCard(entry: LibraryEntry): LibraryCard {
  const { name, title, description, category, tags, agents, signer, latest, uses, ratingSum, ratingCount, coverage } = entry
  return {
    name, title, description, category, tags, agents, signer, latest, uses, coverage,
    // only this folder writes the columns
    source: entry.source as LibraryCard['source'],
    origin: entry.origin as unknown as Origin | null,
    sketch: entry.sketch as unknown as WorkflowDocument | null,
    rating: ratingCount === 0 ? null : ratingSum / ratingCount,
    ratings: ratingCount,
    retired: entry.retiredAt !== null,
    updatedAt: entry.updatedAt.toISOString(),
  }
}

export function libraryEdition(version: LibraryVersion): LibraryEdition {
  const { number, contentHash, note, publishedBy } = version
  const content = version as unknown as Pick<LibraryEdition, 'document' | 'extension' | 'composed' | 'manifest' | 'samples' | 'expectations'>
  const { document, extension, composed, manifest, samples, expectations } = content
  // what was published before manifests had them
  const agents = manifest.agents ?? agentSlots([document, ...Object.values(composed)])
  return { number, contentHash, note, publishedBy, publishedAt: version.publishedAt.toISOString(), document, extension, composed, manifest: { ...manifest, agents }, samples, expectations }
}

/** The contract of a version; null until it was computed. */
export function contractIn({ contract }: Pick<LibraryVersion, 'contract'>): FailureContract | null {
  return contract as unknown as FailureContract | null
}
