import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WorkflowDocument } from '@eddy/workflow'
import { measure, type Measured } from './measure.ts'
import { serveDistributed, serveEmbedded, WORKERS } from './serve-both.ts'

// The same server, the same API, the same ten steps: once with the engine in its process, once in the hands of Restate with step workers (EDDY_BENCH_WORKERS, two otherwise).

const STEPS = 10
const RUNS = Number(process.env['EDDY_BENCH_RUNS'] ?? 600)
const IN_FLIGHT = 50

const world = createServer((request, response) => {
  request.resume().once('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('1'))
})
await new Promise<void>((resolve) => world.listen(0, '127.0.0.1', resolve))
// a listening TCP server has an address with a port
const host = `127.0.0.1:${(world.address() as AddressInfo).port}`

const chain = (name: string, kind: string, config: WorkflowDocument['steps'][number]['config']): WorkflowDocument => ({
  eddy: 1, name, steps: Array.from({ length: STEPS }, (_, at) => ({ name: `s${at}`, kind, ...(config === undefined ? {} : { config }), ...(at > 0 ? { waitFor: [`s${at - 1}`] } : {}) })),
})
const workloads = [
  { title: '10 expressions, in one entry of the journal', document: chain('expressions', 'expression', { expr: '1' }) },
  { title: '10 HTTP requests, each a call to a step worker', document: chain('requests', 'http.request', { method: 'POST', url: `http://${host}/` }) },
]

const found: { readonly title: string; readonly embedded: Measured; readonly distributed: Measured }[] = []
for (const { title, document } of workloads) {
  const options = { document, runs: RUNS, inFlight: IN_FLIGHT }
  const embedded = await serveEmbedded(host, (served) => measure(served, options))
  const distributed = await serveDistributed(host, (served) => measure(served, options))
  found.push({ title, embedded, distributed })
}
world.close()

console.log(`\n${RUNS} runs, ${IN_FLIGHT} at once, through the API, each watched to its end; ${WORKERS} step workers; PGlite; Node ${process.version}\n`)
console.log('| workload | embedded, runs/s | p50 ms | p95 ms | Restate, runs/s | p50 ms | p95 ms | embedded : Restate |\n|---|---:|---:|---:|---:|---:|---:|---:|')
for (const { title, embedded, distributed } of found) {
  console.log(`| ${title} | ${embedded.perSecond.toFixed(1)} | ${embedded.p50.toFixed(0)} | ${embedded.p95.toFixed(0)} | ${distributed.perSecond.toFixed(1)} | ${distributed.p50.toFixed(0)} | ${distributed.p95.toFixed(0)} | ${(embedded.perSecond / distributed.perSecond).toFixed(1)} : 1 |`)
}
