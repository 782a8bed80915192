import type { Catalog } from '@eddy/workflow'
import type { Ref } from 'react'
import type { KindQuestion } from '../canvas/kind-question.ts'
import type { Hands } from '../canvas/hands.ts'
import { Outline } from '../outline/outline.tsx'
import type { AddPlace } from '../outline/outline-edits.ts'
import { addStep } from '../store/command/add-step.ts'
import { pathIn } from '../store/document/locate.ts'
import { useEditorStore } from '../store/editor-context.tsx'
import { newStep } from '../store/new-step.ts'
import { useReveal } from './use-reveal.ts'

export interface OutlinePanelProps {
  readonly catalog: Catalog
  readonly hands: Hands
  readonly onRequestKind: (question: KindQuestion) => void
  readonly onOpen: () => void
  readonly ref: Ref<HTMLDivElement>
}

/** The outline beside the drawing, and what passes between the two. */
export function OutlinePanel({ catalog, hands, onRequestKind, onOpen, ref }: OutlinePanelProps) {
  const store = useEditorStore()
  const { reveal, focusOn } = useReveal()
  const add = (place: AddPlace, screen: KindQuestion['screen']) => {
    if ('after' in place) return hands.insertAfter(place.after, screen)
    const pick: KindQuestion['pick'] = (kind, title) => {
      const { document, dispatch } = store.getState()
      const step = newStep(document, kind, { scope: place.into, title })
      dispatch(addStep({ step, scope: place.into }), new Set([pathIn(place.into, step.name)]))
    }
    onRequestKind({ screen, title: `Add to ${place.label}`, pick })
  }
  const leave = () => {
    const [path] = store.getState().selection
    if (path === undefined) document.querySelector<HTMLElement>('.react-flow__node')?.focus()
    else focusOn(path)
  }
  return <Outline catalog={catalog} onOpen={onOpen} onReveal={reveal} onAdd={add} onLeave={leave} ref={ref} />
}
