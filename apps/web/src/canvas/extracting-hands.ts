import type { Catalog } from '@eddy/workflow'
import { locate } from '../store/document/locate.ts'
import type { EditorStore } from '../store/editor-store.ts'
import { planExtract } from '../store/extract/plan-extract.ts'

/** What becomes of the selection: a workflow that a step here runs, or a template in the library. */
export type ExtractAs = 'workflow' | 'template'

/** Makes a workflow of its own of the selection. */
export interface ExtractingHands {
  readonly extract: () => void
  /** The selection stays as it is. */
  readonly promote: () => void
}

export interface ExtractingOptions {
  readonly store: EditorStore
  readonly catalog: Catalog
  /** Asks for the new workflow's name and makes it; the selection can be extracted. */
  readonly onExtract: (as: ExtractAs) => void
}

export function extractingHands({ store, catalog, onExtract }: ExtractingOptions): ExtractingHands {
  const make = (as: ExtractAs) => {
    const { document, selection, notify, select, notice } = store.getState()
    const paths = new Set([...selection].filter((path) => locate(document, path)))
    const plan = planExtract(document, { paths, catalog, title: 'Part' })
    if (plan.ok) {
      notify(undefined)
      return onExtract(as)
    }
    const { reason, nearest } = plan
    const offer = nearest && {
      label: `${as === 'template' ? 'Share' : 'Extract'} these ${nearest.size}`,
      act: () => {
        select(nearest)
        make(as)
      },
    }
    // the same key again takes the offer
    if (offer && notice?.action?.label === offer.label && notice.text.startsWith(reason)) return offer.act()
    notify(offer ? `${reason} The nearest selection that can be extracted has ${nearest.size} steps.` : reason, offer)
  }
  return { extract: () => make('workflow'), promote: () => make('template') }
}
