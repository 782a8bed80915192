import type { NodeProps, NodeTypes } from '@xyflow/react'
import { memo } from 'react'
import { CardBadges } from './card-badges.tsx'
import { CardHandles } from './card-handles.tsx'
import { didNothing, useCardMark } from './card-marks.ts'
import { ChangeBadge } from './change-badge.tsx'
import { ContainerCard } from './container-card.tsx'
import { FoldedCard } from './scope/folded-card.tsx'
import { ScopeFrame } from './scope/scope-frame.tsx'
import { NoteCard } from './note-card.tsx'
import type { CardNode } from './nodes.ts'
import { useStepCoverage } from '../store/coverage-context.ts'
import { useCardNote, useCardState, useMarked } from './overlay-context.ts'
import { PeopleMark } from './people-mark.tsx'
import { StepCard } from './step-card.tsx'
import { UndoGhost } from './undo-ghost.tsx'

/** A card is drawn by what it shows: React Flow says anew with every move where it is. */
function looksSame(before: NodeProps<CardNode>, now: NodeProps<CardNode>): boolean {
  return before.id === now.id && before.data === now.data && before.selected === now.selected && before.isConnectable === now.isConnectable
}

const StepNode = memo(function StepNode({ id, data, selected, isConnectable }: NodeProps<CardNode>) {
  const state = useCardState(id)
  const idle = didNothing(useCardMark(id))
  return (
    <>
      <StepCard data={state && idle ? { ...data, strip: 'none' } : data} state={state} marked={useMarked(id)} note={useCardNote(id)} selected={selected} coverage={useStepCoverage(id)} />
      <PeopleMark path={id} />
      <CardBadges path={id} />
      <ChangeBadge path={id} />
      <CardHandles editable={isConnectable} />
      {selected && data.strip === 'missing' && isConnectable ? <UndoGhost path={id} title={data.title} /> : null}
    </>
  )
}, looksSame)

const HandlerNode = memo(function HandlerNode({ id, data, selected, isConnectable }: NodeProps<CardNode>) {
  return (
    <>
      <StepCard data={data} state={useCardState(id)} marked={useMarked(id)} note={useCardNote(id)} selected={selected} variant="handler" />
      <PeopleMark path={id} />
      <ChangeBadge path={id} />
      <CardHandles handler editable={isConnectable} />
    </>
  )
}, looksSame)

const ContainerNode = memo(function ContainerNode({ id, data, selected, isConnectable }: NodeProps<CardNode>) {
  return (
    <>
      <ContainerCard path={id} data={data} state={useCardState(id)} marked={useMarked(id)} note={useCardNote(id)} selected={selected} />
      <PeopleMark path={id} />
      <CardBadges path={id} container />
      <ChangeBadge path={id} shape="container" />
      <CardHandles editable={isConnectable} />
    </>
  )
}, looksSame)

const FoldedNode = memo(function FoldedNode({ id, data, selected, isConnectable }: NodeProps<CardNode>) {
  return (
    <>
      <FoldedCard path={id} data={data} state={useCardState(id)} selected={selected} />
      <PeopleMark path={id} />
      <ChangeBadge path={id} />
      <CardHandles editable={isConnectable} />
    </>
  )
}, looksSame)

const FrameNode = memo(function FrameNode({ data }: NodeProps<CardNode>) {
  return <ScopeFrame data={data} />
}, looksSame)

export const nodeTypes: NodeTypes = { step: StepNode, handler: HandlerNode, container: ContainerNode, folded: FoldedNode, frame: FrameNode, note: NoteCard }
