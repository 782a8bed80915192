import '@xyflow/react/dist/base.css'
import type { WorkflowDocument } from '@eddy/workflow'
import { type Edge, Handle, type Node, type NodeProps, Position, ReactFlow, useNodesState } from '@xyflow/react'
import { memo, useEffect } from 'react'
import { createRoot } from 'react-dom/client'

/** What anybody would write with React Flow: memoised cards of a known size, drawn when they are in sight. */
const Card = memo(function Card({ id }: NodeProps<Node>) {
  return (
    <div className="card">
      <strong>{id}</strong>
      <div>Debug</div>
      <Handle type="target" position={Position.Left} />
      <Handle type="source" position={Position.Right} />
    </div>
  )
})

const nodeTypes = { card: Card }
const document_ = (await (await fetch('document.json')).json()) as WorkflowDocument
const first: Node[] = document_.steps.map(({ name }) => {
  const [x = 0, y = 0] = document_.view?.positions?.[name] ?? []
  return { id: name, type: 'card', position: { x, y }, data: {}, width: 256, height: 64 }
})
const edges: Edge[] = document_.steps.flatMap(({ name, arguments: given = [], waitFor = [] }) =>
  [...given.flatMap(({ from }) => ('result' in from ? [from.result] : [])), ...waitFor].map((source) => ({ id: `${source}>${name}`, source, target: name, type: 'smoothstep' })),
)
const at = new URLSearchParams(location.search)

function Plain() {
  const [nodes, , onNodesChange] = useNodesState(first)
  // the first drawing is the one that opening waits for
  useEffect(() => {
    requestAnimationFrame(() => performance.mark('eddy:drawn'))
  }, [])
  const view = { x: Number(at.get('x') ?? 0), y: Number(at.get('y') ?? 0), zoom: Number(at.get('zoom') ?? 1) }
  return <ReactFlow nodes={nodes} edges={edges} nodeTypes={nodeTypes} onNodesChange={onNodesChange} defaultViewport={view} minZoom={0.001} onlyRenderVisibleElements panOnScroll />
}

createRoot(document.getElementById('root') ?? document.body).render(<Plain />)
