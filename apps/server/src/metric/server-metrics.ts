import { family, Histogram, histogram, sample } from '@eddy/middleware'
import { answered } from '../db/answered.ts'
import type { Database } from '../db/index.ts'
import type { Reach } from '../distributed/reach-restate.ts'
import { freeBytes } from '../free-bytes.ts'
import type { SnapshotFate } from '../run/run-snapshots.ts'
import { VERSION } from '../system/version.ts'
import type { SpanCounts } from '../trace/span-tally.ts'
import { databaseCounts, type DatabaseCounts } from './database-counts.ts'
import { HttpDurations } from './http-durations.ts'
import { LoopLag } from './loop-lag.ts'

export interface ServerMetricsOptions {
  readonly db: Database
  readonly serverId: string
  readonly dataDir: string
  /** Runs that this server has in memory. */
  readonly held: () => number
  readonly draining: () => boolean
  /** Left out where there are no traces. */
  readonly spans?: (() => SpanCounts) | undefined
  /** Where Restate drives the runs: whether it answers. */
  readonly restate?: (() => Promise<Reach>) | undefined
}

/** What the server itself is like; the runs that it has carried out are counted by the middleware. Names and units as Prometheus wants them: docs/reference/metrics.md. */
export class ServerMetrics {
  readonly #options: ServerMetricsOptions
  readonly #lag = new LoopLag()
  readonly http = new HttpDurations()
  readonly #commits = new Histogram()
  readonly #snapshots = new Map<SnapshotFate, number>([['written', 0], ['used', 0], ['refused', 0]])
  #events = 0
  #refused = 0

  constructor(options: ServerMetricsOptions) {
    this.#options = options
  }

  /** A batch of events is in the database after so many milliseconds; undefined: it was not taken, and comes again. */
  readonly committed = (events: number, ms: number | undefined): void => {
    if (ms === undefined) {
      this.#refused++
      return
    }
    this.#events += events
    this.#commits.record(ms)
  }

  readonly snapshot = (fate: SnapshotFate): void => {
    this.#snapshots.set(fate, (this.#snapshots.get(fate) ?? 0) + 1)
  }

  /** In the text format of Prometheus, version 0.0.4. A database that is away leaves its own lines out, and says so by `eddy_database_up`. */
  async exposition(): Promise<string> {
    const [counts, reach] = await Promise.all([answered(databaseCounts(this.#options.db, this.#options.serverId)).catch(() => undefined), this.#options.restate?.()])
    return [...this.#process(), ...(await this.#server()), ...this.#store(), ...spanLines(this.#options.spans?.()), ...databaseLines(counts), ...restateLines(reach), ...this.#requests(), ''].join('\n')
  }

  close(): void {
    this.#lag.close()
  }

  #process(): readonly string[] {
    const { user, system } = process.cpuUsage()
    const { rss, heapUsed } = process.memoryUsage()
    return [
      ...gauge('eddy_build_info', 'Which Eddy this is; always 1.', 1, { version: VERSION, node: process.versions.node }),
      ...counter('process_cpu_seconds_total', 'Processor time.', (user + system) / 1_000_000),
      ...gauge('process_resident_memory_bytes', 'Memory in use.', rss),
      ...gauge('process_start_time_seconds', 'When the process began, since the epoch.', performance.timeOrigin / 1000),
      ...gauge('nodejs_heap_size_used_bytes', 'Memory of JavaScript in use.', heapUsed),
      ...this.#lateness(),
    ]
  }

  /** Since the last time it was asked for. */
  #lateness(): readonly string[] {
    const lines = [...family('eddy_event_loop_lag_seconds', 'gauge', 'How late the event loop was since the last scrape.'), ...[50, 90, 99, 100].map((share) => sample('eddy_event_loop_lag_seconds', { quantile: String(share / 100) }, this.#lag.percentile(share)))]
    this.#lag.reset()
    return lines
  }

  async #server(): Promise<readonly string[]> {
    const free = await freeBytes(this.#options.dataDir).catch(() => undefined)
    return [
      ...gauge('eddy_draining', '1 while the server is being stopped.', this.#options.draining() ? 1 : 0),
      ...gauge('eddy_runs_held', 'Runs that this server has in memory.', this.#options.held()),
      ...(free === undefined ? [] : gauge('eddy_disk_free_bytes', 'Room on the disk of the data folder.', free)),
    ]
  }

  #store(): readonly string[] {
    const { totalCount, idleCount, waitingCount } = this.#options.db.pool
    return [
      ...counter('eddy_events_stored_total', 'Events written to the log.', this.#events),
      ...counter('eddy_commit_failures_total', 'Batches of events that the database did not take at once.', this.#refused),
      ...family('eddy_commit_duration_seconds', 'histogram', 'Time of writing a batch of events.'),
      ...histogram('eddy_commit_duration_seconds', {}, this.#commits.snapshot()),
      ...family('eddy_run_snapshots_total', 'counter', 'Snapshots of long runs that were written, used to take a run up, or refused since they could not be read.'),
      ...[...this.#snapshots].map(([fate, count]) => sample('eddy_run_snapshots_total', { fate }, count)),
      ...family('eddy_database_connections', 'gauge', 'Connections of this server to its database.'),
      sample('eddy_database_connections', { state: 'busy' }, totalCount - idleCount),
      sample('eddy_database_connections', { state: 'idle' }, idleCount),
      ...gauge('eddy_database_waiting', 'Who waits for a connection.', waitingCount),
    ]
  }

  #requests(): readonly string[] {
    const routes = this.http.snapshot()
    return [...family('eddy_http_request_duration_seconds', 'histogram', 'Time of answering a request, streams left out.'), ...routes.flatMap(({ labels, durations }) => histogram('eddy_http_request_duration_seconds', labels, durations))]
  }
}

function spanLines(spans: SpanCounts | undefined): readonly string[] {
  if (spans === undefined) return []
  return [...family('eddy_spans_total', 'counter', 'Spans that were sent, and those that were lost.'), ...Object.entries(spans).map(([outcome, count]) => sample('eddy_spans_total', { outcome }, Number(count)))]
}

function restateLines(reach: Reach | undefined): readonly string[] {
  return reach === undefined ? [] : gauge('eddy_restate_up', '1 when Restate answers.', reach.ok ? 1 : 0)
}

function databaseLines(counts: DatabaseCounts | undefined): readonly string[] {
  const up = gauge('eddy_database_up', '1 when the database answers.', counts === undefined ? 0 : 1)
  if (counts === undefined) return up
  return [
    ...up,
    ...gauge('eddy_database_size_bytes', 'What the database takes on its disk.', counts.bytes),
    ...family('eddy_runs', 'gauge', 'Runs that are not over, or need a person, by status; of all servers.'),
    ...counts.runs.map(({ status, count }) => sample('eddy_runs', { status }, count)),
    ...family('eddy_queue_runs', 'gauge', 'Runs that wait for a place, and those that have one; of all servers, where runs are limited.'),
    sample('eddy_queue_runs', { state: 'waiting' }, counts.waiting),
    sample('eddy_queue_runs', { state: 'placed' }, counts.placed),
    ...gauge('eddy_servers_alive', 'Servers on the database whose lease holds.', counts.servers),
    ...gauge('eddy_leases_owned', 'Unfinished runs that are this server\'s by the database.', counts.owned),
    ...gauge('eddy_leases_orphaned', 'Unfinished runs whose server lives no more.', counts.orphaned),
    ...gauge('eddy_open_undos', 'Effects that a person has to see to.', counts.openUndos),
    ...gauge('eddy_trigger_troubles', 'Triggers that cannot work at present.', counts.troubles),
  ]
}

function gauge(...[name, help, value, labels = {}]: readonly [name: string, help: string, value: number, labels?: { readonly [label: string]: string }]): readonly string[] {
  return [...family(name, 'gauge', help), sample(name, labels, value)]
}

const counter = (name: string, help: string, value: number): readonly string[] => [...family(name, 'counter', help), sample(name, {}, value)]
