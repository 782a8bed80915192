import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { OrderAnswer } from './run/order.ts'
import { partKey, type Part } from './run/part.ts'
import { RestateNodes, type RestateUrls } from './restate-nodes.ts'
import { RestateSilent } from './restate-silent.ts'
import type { Asked } from './run/run-workflow.ts'
import { RUN_WORKFLOWS } from './service-names.ts'

const FIRST_RETRY_MS = 50
const LONGEST_RETRY_MS = 2000

/** What is said to Restate, for as long as it takes to be heard: each thing has a key of its own, so that it is taken once. */
export class Ingress {
  readonly #ingress: RestateNodes
  readonly #admin: RestateNodes
  readonly #workflow: string
  #closed = false

  /** `workflow`: of the runs that it speaks of. */
  constructor({ ingressUrls, adminUrls }: RestateUrls, workflow: string) {
    this.#workflow = workflow
    this.#ingress = new RestateNodes(ingressUrls)
    this.#admin = new RestateNodes(adminUrls)
  }

  /** A part that Restate knows is not begun again. */
  async begin(part: Part): Promise<void> {
    const response = await this.#post(this.#ingress, `/${this.#workflow}/${encodeURIComponent(partKey(part.runId, part.base))}/run/send`, { body: part })
    await response.body?.cancel()
  }

  /** `until`: by `performance.now()`; after that it rejects with `RestateSilent`. For ever by default. */
  async ask(part: string, { key = randomUUID(), until, ...asked }: Asked & { readonly key?: string | undefined; readonly until?: number | undefined }): Promise<OrderAnswer & { readonly place: number }> {
    // only run-workflow.ts answers here
    const response = await this.#post(this.#ingress, `/${this.#workflow}/${encodeURIComponent(part)}/ask`, { body: asked, idempotencyKey: key, until })
    return (await response.json()) as OrderAnswer & { readonly place: number }
  }

  /** The base of the part of the run that is under way in Restate; undefined when none is. */
  async underWay(runId: string): Promise<number | undefined> {
    const rows = await this.#query<{ readonly key: string }>(`SELECT target_service_key AS key FROM sys_invocation_status WHERE target_service_name = '${this.#workflow}' AND target_handler_name = 'run' AND ${UNDER_WAY} AND ${ofRun(runId)}`)
    const bases = rows.map(({ key }) => Number(key.slice(runId.length + 1) || 0))
    return bases.length === 0 ? undefined : Math.max(...bases)
  }

  /**
   * Ends what services of other versions have of the run, and the steps that they have called; resolves once Restate has none of it under way. It forgets them too, so that
   * such a version could begin the same part again.
   */
  async endElsewhere(runId: string): Promise<void> {
    const parts = `SELECT id FROM sys_invocation_status WHERE target_service_name LIKE '${RUN_WORKFLOWS}%' AND target_service_name <> '${this.#workflow}' AND ${ofRun(runId)}`
    const all = await this.#query<{ readonly id: string }>(parts)
    if (all.length === 0) return
    for (let delay = FIRST_RETRY_MS; ; delay = Math.min(delay * 2, LONGEST_RETRY_MS)) {
      const open = await this.#query<{ readonly id: string }>(`SELECT id FROM sys_invocation WHERE ${UNDER_WAY} AND (id IN (${parts}) OR invoked_by_id IN (${parts}))`)
      if (open.length === 0) break
      for (const { id } of open) await this.#change(id, 'kill')
      await sleep(delay)
    }
    for (const { id } of all) await this.#change(id, 'purge')
  }

  async #query<T>(query: string): Promise<readonly T[]> {
    const response = await this.#post(this.#admin, '/query', { body: { query } })
    return ((await response.json()) as { readonly rows: readonly T[] }).rows
  }

  /** Of one that is over, or that Restate knows no more, nothing is wanted. */
  async #change(invocation: string, what: 'kill' | 'purge'): Promise<void> {
    const response = await this.#post(this.#admin, `/invocations/${invocation}/${what}`, { method: 'PATCH', mayLack: true })
    await response.body?.cancel()
  }

  close(): void {
    this.#closed = true
  }

  async #post(nodes: RestateNodes, path: string, message: Message): Promise<Response> {
    const { until = Infinity } = message
    const init = initOf(message)
    for (let delay = FIRST_RETRY_MS; ; delay = Math.min(delay * 2, LONGEST_RETRY_MS)) {
      if (this.#closed) throw new Error('this process no longer speaks with Restate')
      const response = await nodes.ask(path, init, until - performance.now())
      if (response !== undefined && isAnswer(response, message)) return response
      if (response !== undefined && isRefusal(response)) throw new Error(`Restate refused ${path}: ${response.status} ${await response.text()}`)
      await response?.body?.cancel()
      if (performance.now() + delay >= until) throw new RestateSilent()
      await sleep(delay)
    }
  }
}

interface Message {
  readonly method?: 'POST' | 'PATCH'
  readonly body?: object
  readonly idempotencyKey?: string
  readonly until?: number | undefined
  /** What is not there is an answer too. */
  readonly mayLack?: boolean
}

function initOf({ method = 'POST', body, idempotencyKey }: Message): RequestInit {
  const headers = { 'content-type': 'application/json', accept: 'application/json', ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }) }
  return { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
}

const UNDER_WAY = "status <> 'completed'"

/** All parts of the run. */
function ofRun(runId: string): string {
  if (!/^[\w.~-]+$/.test(runId)) throw new Error(`"${runId}" is no id of a run`)
  return `(target_service_key = '${runId}' OR target_service_key LIKE '${runId}~%')`
}

/** A part that was begun before is under way, which is all that was wanted. */
function isAnswer({ ok, status }: Response, { mayLack }: Message): boolean {
  return ok || status === 409 || (mayLack === true && status === 404)
}

/** Saying it again would not help; what is not found may not be registered yet. */
function isRefusal({ status }: Response): boolean {
  return status >= 400 && status < 500 && status !== 404 && status !== 429
}
