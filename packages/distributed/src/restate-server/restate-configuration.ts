import { join } from 'node:path'

export interface RestatePorts {
  readonly ingress: number
  readonly admin: number
  /** Where nodes speak with one another. */
  readonly node: number
}

export interface RestateSettings {
  /** Where it keeps its journals; made when it is not there. */
  readonly dataDir: string
  readonly ports: RestatePorts
  /** The nodes that it is one of; alone when left out. */
  readonly cluster?: RestateMembership
}

export interface RestateMembership {
  /** Which node it is, from 0 on. The first makes the cluster, the others join it. */
  readonly index: number
  /** Where the nodes speak with one another, in their order. */
  readonly nodePorts: readonly number[]
}

/** Small enough for a laptop, on the loopback; what machines of their own need is told in docs/how-to/run-distributed.md. */
export function restateConfiguration({ dataDir, ports, cluster }: RestateSettings): string {
  const { index, nodePorts } = cluster ?? { index: 0, nodePorts: [ports.node] }
  const alone = nodePorts.length === 1
  return `node-name = "${alone ? 'eddy' : `eddy-${index + 1}`}"
cluster-name = "eddy"
auto-provision = ${index === 0}
default-replication = ${alone ? 1 : 2}
base-dir = ${JSON.stringify(join(dataDir, 'journal'))}
bind-address = "127.0.0.1:${ports.node}"
advertised-address = "http://127.0.0.1:${ports.node}/"
listen-mode = "tcp"
default-num-partitions = 4
disable-telemetry = true
disable-prometheus = true
log-filter = "warn"
log-disable-ansi-codes = true
rocksdb-total-memory-size = "256 MiB"
shutdown-timeout = "5s"

[metadata-client]
addresses = [${nodePorts.map((port) => `"http://127.0.0.1:${port}/"`).join(', ')}]

[worker.invoker]
concurrent-invocations-limit = 10000

[admin]
bind-address = "127.0.0.1:${ports.admin}"
disable-web-ui = true

[ingress]
bind-address = "127.0.0.1:${ports.ingress}"
`
}
