import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { OrderAnswer } from './run/order.ts'
import { partKey, type Part } from './run/part.ts'
import { RestateNodes, type RestateUrls } from './restate-nodes.ts'
import { RestateSilent } from './restate-silent.ts'
import { RUN_WORKFLOW, type Asked } from './run/run-workflow.ts'

const FIRST_RETRY_MS = 50
const LONGEST_RETRY_MS = 2000

/** What is said to Restate, for as long as it takes to be heard: each thing has a key of its own, so that it is taken once. */
export class Ingress {
  readonly #ingress: RestateNodes
  readonly #admin: RestateNodes
  #closed = false

  constructor({ ingressUrls, adminUrls }: RestateUrls) {
    this.#ingress = new RestateNodes(ingressUrls)
    this.#admin = new RestateNodes(adminUrls)
  }

  /** A part that Restate knows is not begun again. */
  async begin(part: Part): Promise<void> {
    await this.#post(this.#ingress, `/${RUN_WORKFLOW}/${encodeURIComponent(partKey(part.runId, part.base))}/run/send`, { body: part })
  }

  /** `until`: by `performance.now()`; after that it rejects with `RestateSilent`. For ever by default. */
  async ask(part: string, { key = randomUUID(), until, ...asked }: Asked & { readonly key?: string | undefined; readonly until?: number | undefined }): Promise<OrderAnswer & { readonly place: number }> {
    // only run-workflow.ts answers here
    return (await this.#post(this.#ingress, `/${RUN_WORKFLOW}/${encodeURIComponent(part)}/ask`, { body: asked, idempotencyKey: key, until })) as OrderAnswer & { readonly place: number }
  }

  /** The base of the part of the run that is under way in Restate; undefined when none is. */
  async underWay(runId: string): Promise<number | undefined> {
    if (!/^[\w.~-]+$/.test(runId)) throw new Error(`"${runId}" is no id of a run`)
    const query = `SELECT target_service_key AS key FROM sys_invocation_status WHERE target_service_name = '${RUN_WORKFLOW}' AND target_handler_name = 'run' AND status <> 'completed' AND (target_service_key = '${runId}' OR target_service_key LIKE '${runId}~%')`
    const { rows } = (await this.#post(this.#admin, '/query', { body: { query } })) as { readonly rows: readonly { readonly key: string }[] }
    const bases = rows.map(({ key }) => Number(key.slice(runId.length + 1) || 0))
    return bases.length === 0 ? undefined : Math.max(...bases)
  }

  close(): void {
    this.#closed = true
  }

  async #post(nodes: RestateNodes, path: string, { body, idempotencyKey, until = Infinity }: Message): Promise<unknown> {
    const headers = { 'content-type': 'application/json', accept: 'application/json', ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }) }
    for (let delay = FIRST_RETRY_MS; ; delay = Math.min(delay * 2, LONGEST_RETRY_MS)) {
      if (this.#closed) throw new Error('this process no longer speaks with Restate')
      const response = await nodes.ask(path, { method: 'POST', headers, body: JSON.stringify(body) }, until - performance.now())
      if (response !== undefined && isAnswer(response)) return response.json()
      if (response !== undefined && isRefusal(response)) throw new Error(`Restate refused ${path}: ${response.status} ${await response.text()}`)
      await response?.body?.cancel()
      if (performance.now() + delay >= until) throw new RestateSilent()
      await sleep(delay)
    }
  }
}

interface Message {
  readonly body: object
  readonly idempotencyKey?: string
  readonly until?: number | undefined
}

/** A part that was begun before is under way, which is all that was wanted. */
function isAnswer({ ok, status }: Response): boolean {
  return ok || status === 409
}

/** Saying it again would not help; what is not found may not be registered yet. */
function isRefusal({ status }: Response): boolean {
  return status >= 400 && status < 500 && status !== 404 && status !== 429
}
