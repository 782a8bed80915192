import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { trpc } from '../trpc/client.ts'
import styles from './dependency-graph.module.css'
import { edgeWords, type Graph, NODE, placeGraph } from './place-graph.ts'

/** Who composes whom around this workflow, at which version, as far as it goes. The lists below say the same for what is nearest. */
export function DependencyGraph({ name }: { readonly name: string }) {
  const graph = useQuery(trpc.version.graph.queryOptions({ name }))
  return graph.data && graph.data.nodes.length > 1 ? <Drawn name={name} graph={graph.data} /> : null
}

function Drawn({ name, graph }: { readonly name: string; readonly graph: Graph }) {
  const { nodes, edges, width, height } = useMemo(() => placeGraph(graph), [graph])
  return (
    <section className={styles.graph} aria-label="Dependency graph" tabIndex={0}>
      <div className={styles.drawing} style={{ width, height }}>
        <svg className={styles.edges} width={width} height={height} aria-hidden>
          {edges.map((edge) => (
            <path key={`${edge.from} ${edge.reference}`} d={edge.path} className={styles.edge} data-live={edge.environments.includes('live') ? '' : undefined} />
          ))}
        </svg>
        {nodes.map((node) => (
          <a key={node.name} className={styles.node} data-here={node.name === name ? '' : undefined} data-gone={node.workflowId === null ? '' : undefined} href={node.workflowId === null ? undefined : `/workflow/${node.workflowId}`} style={{ left: node.x, top: node.y, width: NODE.width, height: NODE.height }} title={node.name}>
            <span className={styles.title}>{node.title ?? node.name}</span>
            <span className={styles.live}>{liveWords(node)}</span>
          </a>
        ))}
      </div>
      <ul className={styles.words} aria-label="Who composes whom">
        {edges.map((edge) => (
          <li key={`${edge.from} ${edge.reference}`}>
            {edge.from} composes {edge.to}: {edgeWords(edge)}
          </li>
        ))}
      </ul>
    </section>
  )
}

function liveWords({ workflowId, live }: Graph['nodes'][number]): string {
  if (workflowId === null) return 'is not there'
  return live === null ? 'nothing live' : `v${live} live`
}
