import { join } from 'node:path'
import { freePorts } from './free-ports.ts'
import { restatePorts, startRestate, type RestateServer } from './start-restate.ts'

export interface RestateClusterOptions {
  /** Where the nodes keep their journals, each in a folder of its own; made when it is not there. */
  readonly dataDir: string
  /** With three, two of them hold whatever is written, and one may be lost. */
  readonly nodes: number
  /** Three of each node, one after the other; free ones by default. */
  readonly ports?: readonly number[]
}

/** Starts a Restate of several nodes on the loopback, and resolves when all of them take requests. */
export async function startRestateCluster({ dataDir, nodes, ports }: RestateClusterOptions): Promise<readonly RestateServer[]> {
  const all = ports ?? (await freePorts(3 * nodes))
  const own = Array.from({ length: nodes }, (_, index) => restatePorts(all.slice(3 * index, 3 * index + 3)))
  const nodePorts = own.map(({ node }) => node)
  return Promise.all(own.map((ports, index) => startRestate({ dataDir: nodes === 1 ? dataDir : join(dataDir, `node-${index + 1}`), ports, ...(nodes > 1 && { cluster: { index, nodePorts } }) })))
}
