import type { Step } from '@eddy/workflow'
import type { Row } from '../rows.ts'
import { serve } from '../serve.ts'
import { percentile } from '../server/percentile.ts'

const SECONDS = 6
const CALLERS = 16

/** D5: deliveries to a webhook, each a run of two steps, until its run is stored. The server is a process of its own on the embedded database. */
export async function webhook(add: (row: Row) => void): Promise<void> {
  const served = await serve()
  try {
    const step = (name: string, waitFor: readonly string[]): Step => ({ name, kind: 'debug', waitFor: [...waitFor] })
    const id = await served.add({ eddy: 1, name: 'hooked', inputs: [{ name: 'order' }], steps: [step('one', []), step('two', ['one'])] })
    const saved = await fetch(`${served.url}/trpc/trigger.save`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ workflowId: id, settings: { name: 'hook', config: { kind: 'webhook', path: 'd5' }, runs: { draft: true } } }) })
    if (!saved.ok) throw new Error(await saved.text())
    await deliver(`${served.url}/hooks/d5`, 1)
    const times = await deliver(`${served.url}/hooks/d5`, SECONDS)
    const perSecond = times.length / SECONDS
    const p99 = percentile(times, 0.99)
    add({ id: 'D5', title: 'webhook → run of 2 steps accepted and stored', size: `${CALLERS} callers`, bare: null, eddy: perSecond, ratio: null, unit: 'ms p99', measured: p99, gate: 50, stretch: 20, note: `${perSecond.toFixed(0)} deliveries/s (gate 2,200), p50 ${percentile(times, 0.5).toFixed(0)} ms; callers, server and database on the same cores` })
  } finally {
    await served.stop()
  }
}

async function deliver(url: string, seconds: number): Promise<readonly number[]> {
  const until = performance.now() + seconds * 1000
  const times: number[] = []
  await Promise.all(Array.from({ length: CALLERS }, async () => {
    while (performance.now() < until) {
      const began = performance.now()
      const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"order": 1}' })
      const body = await answer.text()
      if (!answer.ok) throw new Error(`${answer.status}: ${body}`)
      times.push(performance.now() - began)
    }
  }))
  return times
}
