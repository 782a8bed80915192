import type { WorkflowDocument } from '@eddy/workflow'
import type { StoreApi } from 'zustand/vanilla'
import { containersAround, isContainer, isInside, nearestContainer, ownerOf } from './document/inside.ts'
import { locate } from './document/locate.ts'
import { stepLabel } from './document/step-label.ts'

/** One field of a step that should be looked at: a JSON pointer from the step, or from the workflow when `path` is empty. */
export interface Spot {
  readonly path: string
  readonly pointer: string
}

/** How one person looks at the document. Nothing of it is part of the document. */
export interface ViewSlice {
  /** Paths of containers that are closed; kept in this browser. */
  readonly folded: ReadonlySet<string>
  /** The container that is looked into; absent: the whole workflow. */
  readonly scope: string | undefined
  /** Ids of lines that are drawn as a pair of ends, each with the name of the other; kept in this browser. */
  readonly cut: ReadonlySet<string>
  /** Whether the lines that feed the selected steps are marked. */
  readonly links: boolean
  /** The field that the inspector should mark. */
  readonly spot: Spot | undefined
  readonly fold: (path: string, folded: boolean) => void
  readonly enter: (scope: string | undefined) => void
  /** Makes sure that a step is drawn: leaves what it is not in, and with `unfold` opens what it is in. */
  readonly show: (path: string, unfold: boolean) => void
  readonly setLinks: (links: boolean) => void
  readonly setSpot: (spot: Spot | undefined) => void
  /** Draws lines as pairs of ends, or whole again. */
  readonly cutLines: (ids: Iterable<string>, cut: boolean) => void
}

export interface ViewDeps {
  readonly folded?: ReadonlySet<string>
  readonly onFolded?: (folded: ReadonlySet<string>) => void
  readonly cut?: ReadonlySet<string>
  readonly onCut?: (cut: ReadonlySet<string>) => void
}

/** What looking takes of the rest of the editor: no more, so that the editor can be made of this and not the other way round too. */
export interface Viewed extends ViewSlice {
  readonly document: WorkflowDocument
  readonly selection: ReadonlySet<string>
  readonly announcement: string
  readonly select: (selection: ReadonlySet<string>) => void
}

type Store = Pick<StoreApi<Viewed>, 'setState' | 'getState'>

export function viewSlice({ setState, getState }: Store, deps: ViewDeps): ViewSlice {
  const keepFolds = (folded: ReadonlySet<string>) => {
    setState({ folded })
    deps.onFolded?.(folded)
  }
  const enter = (wanted: string | undefined) => {
    const { document, scope: before, selection, select } = getState()
    const scope = nearestContainer(document, wanted)
    if (scope === before) return
    const found = scope === undefined ? undefined : locate(document, scope)
    setState({ scope, announcement: found ? `Inside ${stepLabel(found.step)}` : 'The whole workflow' })
    // whoever goes up stands where they came from
    const from = before !== undefined && (scope === undefined || before.startsWith(`${scope}.`)) ? childToward(scope, before) : undefined
    select(from === undefined ? new Set([...selection].filter((path) => isInside(path, scope))) : new Set([from]))
  }
  return {
    folded: deps.folded ?? new Set(),
    scope: undefined,
    cut: deps.cut ?? new Set(),
    links: false,
    spot: undefined,
    fold: (path, folded) => {
      const { document, folded: before, selection, select } = getState()
      const found = locate(document, path)
      if (!found || !isContainer(document, path) || before.has(path) === folded) return
      const next = new Set(before)
      if (folded) next.add(path)
      else next.delete(path)
      keepFolds(next)
      setState({ announcement: `${stepLabel(found.step)} is ${folded ? 'closed' : 'open'}` })
      // what is no longer seen is not worked on
      if (folded && [...selection].some((id) => isInside(id, path))) select(new Set([path]))
    },
    enter,
    show: (path, unfold) => {
      const { document, folded, scope } = getState()
      const drawnWith = ownerOf(document, path) ?? path
      if (!isInside(drawnWith, scope)) enter(containersAround(drawnWith).findLast((around) => scope !== undefined && isInside(scope, around)))
      const around = new Set(containersAround(drawnWith))
      if (unfold && [...folded].some((each) => around.has(each))) keepFolds(new Set([...folded].filter((each) => !around.has(each))))
    },
    setLinks: (links) => setState({ links }),
    setSpot: (spot) => setState({ spot }),
    cutLines: (ids, cut) => {
      const next = new Set(getState().cut)
      for (const id of ids) {
        if (cut) next.add(id)
        else next.delete(id)
      }
      setState({ cut: next })
      deps.onCut?.(next)
    },
  }
}

/** The step right inside of `scope` that is, or is around, a path. */
function childToward(scope: string | undefined, path: string): string {
  return [...containersAround(path), path].find((at) => isInside(at, scope)) ?? path
}

/** Where a person still is after an edit. */
export function scopeAfter(document: WorkflowDocument, scope: string | undefined): string | undefined {
  return scope === undefined || isContainer(document, scope) ? scope : nearestContainer(document, scope)
}
