import type { Catalog } from '@eddy/workflow'
import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import { useStore } from 'zustand'
import { DiffCanvas } from '../canvas/diff-canvas.tsx'
import type { CardMark } from '../canvas/card-marks.ts'
import { edgesOf } from '../store/document/edges.ts'
import type { GoalDraftStore } from '../goal/goal-draft.ts'
import type { Proposal } from '../goal/proposal.ts'
import { useProposal } from '../goal/use-proposal.ts'
import { showGoal, usePanels } from './editor-panels.ts'

const GoalPanel = lazy(async () => ({ default: (await import('../goal/goal-panel.tsx')).GoalPanel }))

export interface EditorGoalProps {
  readonly draft: GoalDraftStore
  readonly catalog: Catalog
}

/** Beside the drawing: a goal in words, and what it comes to. */
export function EditorGoal({ draft, catalog }: EditorGoalProps) {
  const shown = usePanels((panels) => panels.goal)
  return shown ? (
    <Suspense fallback={null}>
      <GoalPanel draft={draft} catalog={catalog} onClose={() => showGoal(false)} />
    </Suspense>
  ) : null
}

/** While something is proposed and looked at, the drawing shows it as ghosts; else what stands here. */
export function GoalCanvas({ draft, catalog, children }: EditorGoalProps & { readonly children: ReactNode }) {
  const shown = usePanels((panels) => panels.goal)
  const proposing = useStore(draft, ({ plan }) => plan !== undefined)
  return shown && proposing ? <Proposed draft={draft} catalog={catalog} otherwise={children} /> : children
}

function Proposed({ draft, catalog, otherwise }: EditorGoalProps & { readonly otherwise: ReactNode }) {
  const proposal = useProposal(draft)
  const selected = useStore(draft, (state) => state.selected)
  const marks = useMemo(() => (proposal ? ghostMarks(proposal) : new Map<string, CardMark>()), [proposal])
  if (!proposal || proposal.ghosts.length === 0) return otherwise
  const goalOf = (path: string | undefined) => [...proposal.names].find(([, name]) => name === path?.split('.')[0])?.[0]
  return <DiffCanvas label="What is proposed" document={proposal.document} catalog={catalog} marks={marks} selected={selected === undefined ? undefined : proposal.names.get(selected)} onSelect={(path) => draft.select(goalOf(path))} />
}

function ghostMarks({ document, ghosts }: Proposal): ReadonlyMap<string, CardMark> {
  const ghost: CardMark = { change: { kind: 'proposed', text: 'Proposed' } }
  const fresh = new Set(ghosts)
  const lines = edgesOf(document).filter(({ source, target }) => fresh.has(source) || fresh.has(target))
  return new Map([...ghosts, ...lines.map(({ id }) => id)].map((id) => [id, ghost] as const))
}
