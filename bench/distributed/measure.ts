import type { WorkflowDocument } from '@eddy/workflow'
import { view } from '../server/event-viewer.ts'
import { percentile } from '../server/percentile.ts'

export interface Reached {
  readonly url: string
}

export interface Measured {
  readonly perSecond: number
  /** Milliseconds from asking for a run to seeing its end. */
  readonly p50: number
  readonly p95: number
}

export interface Load {
  readonly document: WorkflowDocument
  readonly runs: number
  readonly inFlight: number
}

/** So many runs, so many of them at once, after a tenth of them to warm up. */
export async function measure({ url }: Reached, { document, runs, inFlight }: Load): Promise<Measured> {
  const { id } = await ask<{ readonly id: string }>(url, 'workflow.create', { document })
  await all(url, { id, runs: Math.ceil(runs / 10), inFlight })
  const began = performance.now()
  const taken = await all(url, { id, runs, inFlight })
  return { perSecond: (runs * 1000) / (performance.now() - began), p50: percentile(taken, 0.5), p95: percentile(taken, 0.95) }
}

async function all(url: string, { id, runs, inFlight }: { readonly id: string; readonly runs: number; readonly inFlight: number }): Promise<number[]> {
  const taken: number[] = []
  let left = runs
  const one = async () => {
    while (left-- > 0) {
      const asked = performance.now()
      const { runId } = await ask<{ readonly runId: string }>(url, 'run.start', { workflowId: id, input: {} })
      await view(url, runId).ended
      taken.push(performance.now() - asked)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, one))
  return taken
}

async function ask<T>(url: string, procedure: string, input: object): Promise<T> {
  const answer = await fetch(`${url}/trpc/${procedure}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) })
  const body = (await answer.json()) as { readonly result?: { readonly data: T } }
  if (!body.result) throw new Error(`the server refused ${procedure}: ${JSON.stringify(body).slice(0, 300)}`)
  return body.result.data
}
