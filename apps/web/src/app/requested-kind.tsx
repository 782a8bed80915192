import type { Catalog, KindContract } from '@eddy/workflow'
import type { KindQuestion, KindRequest } from '../canvas/kind-question.ts'
import { KindPopover } from '../palette/kind-popover.tsx'
import { locate } from '../store/document/locate.ts'
import { stepLabel } from '../store/document/step-label.ts'
import { useEditor } from '../store/editor-context.tsx'
import { takesResult } from '../store/rule/takes-result.ts'
import { useAddStep } from './use-add-step.ts'
import { useFocusBack } from './use-focus-back.ts'

export interface RequestedKindProps {
  readonly catalog: Catalog
  readonly request: KindRequest | KindQuestion
  readonly onClose: () => void
}

/** Asks which kind of step the canvas wants. */
export function RequestedKind({ catalog, request, onClose }: RequestedKindProps) {
  useFocusBack()
  if (!('pick' in request)) return <LineKind catalog={catalog} request={request} onClose={onClose} />
  const { title, screen, pick, keepsName } = request
  return (
    <KindPopover
      catalog={catalog}
      title={title}
      at={screen}
      named={!keepsName}
      onClose={onClose}
      onPick={(kind, { title: called }) => {
        onClose()
        pick(kind, called)
      }}
    />
  )
}

const none: ReadonlyMap<string, string> = new Map()

/** Kinds that cannot be given what a step of this kind results in. */
function misfitsOf(catalog: Catalog, from: KindContract | undefined): ReadonlyMap<string, string> {
  return new Map(
    catalog.list().flatMap((kind) => {
      const taking = takesResult(from, kind)
      return taking.ok ? [] : [[kind.kind, taking.reason] as const]
    }),
  )
}

/** Asks which kind of step should stand where a line was dropped. */
function LineKind({ catalog, request, onClose }: RequestedKindProps & { readonly request: KindRequest }) {
  const document = useEditor((state) => state.document)
  const add = useAddStep(catalog)
  const step = locate(document, request.from.path)?.step
  if (!step) return null
  const undo = request.from.as === 'undo'
  const title = undo ? `Undo ${stepLabel(step)} with` : request.from.as === 'wait' ? `After ${stepLabel(step)}` : `With the result of ${stepLabel(step)}`
  const same = catalog.get(step.kind)
  return (
    <KindPopover
      catalog={catalog}
      title={title}
      at={request.screen}
      onClose={onClose}
      onPick={(kind, how) => {
        add.requested(kind, request, how)
        onClose()
      }}
      undos={undo ? undefined : 'all'}
      misfits={request.from.as === 'data' ? misfitsOf(catalog, same) : none}
      {...(undo && same && !same.container ? { first: { kind: same.kind, label: `${same.title} (same kind)` } } : {})}
    />
  )
}
