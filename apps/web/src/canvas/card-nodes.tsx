import type { NodeProps, NodeTypes } from '@xyflow/react'
import { memo } from 'react'
import { CardHandles } from './card-handles.tsx'
import { ContainerCard } from './container-card.tsx'
import { NoteCard } from './note-card.tsx'
import type { CardNode } from './nodes.ts'
import { useCardNote, useCardState, useMarked } from './overlay-context.ts'
import { StepCard } from './step-card.tsx'

const StepNode = memo(function StepNode({ id, data, selected, isConnectable }: NodeProps<CardNode>) {
  return (
    <>
      <StepCard data={data} state={useCardState(id)} marked={useMarked(id)} note={useCardNote(id)} selected={selected} />
      <CardHandles editable={isConnectable} />
    </>
  )
})

const HandlerNode = memo(function HandlerNode({ id, data, selected, isConnectable }: NodeProps<CardNode>) {
  return (
    <>
      <StepCard data={data} state={useCardState(id)} marked={useMarked(id)} note={useCardNote(id)} selected={selected} variant="handler" />
      <CardHandles handler editable={isConnectable} />
    </>
  )
})

const ContainerNode = memo(function ContainerNode({ id, data, selected, isConnectable }: NodeProps<CardNode>) {
  return (
    <>
      <ContainerCard data={data} state={useCardState(id)} marked={useMarked(id)} note={useCardNote(id)} selected={selected} />
      <CardHandles editable={isConnectable} />
    </>
  )
})

export const nodeTypes: NodeTypes = { step: StepNode, handler: HandlerNode, container: ContainerNode, note: NoteCard }
