// bench:rehearsal [--gate]: the failure matrix of 60 steps × 6 kinds, in a worker as the page computes it; then after an edit.
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { bundle } from './bundle.ts'

const LIMIT_MS = 2_000
const ROUNDS = 5

interface Sample {
  readonly cells: number
  readonly fullMs: number
  readonly fullCpuMs: number
  readonly sameMs: number
  readonly editedMs: number
  readonly recomputed: number
}

const bundled = await bundle(['rehearsal-sample.ts'])
try {
  const samples: Sample[] = []
  for (let round = 0; round < ROUNDS; round++) samples.push(await sample(bundled.file('rehearsal-sample.ts')))
  const median = (of: (sample: Sample) => number) => samples.map(of).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0
  const full = median(({ fullMs }) => fullMs)
  console.log(`matrix of 60 steps × 6 kinds, ${samples[0]?.cells} cells, in a fresh worker, median of ${ROUNDS}:`)
  console.log(`  all cells                ${full.toFixed(0)} ms, ${median(({ fullCpuMs }) => fullCpuMs).toFixed(0)} ms of CPU on all threads (limit ${LIMIT_MS})`)
  console.log(`  again, nothing changed   ${median(({ sameMs }) => sameMs).toFixed(0)} ms`)
  console.log(`  after an edit of step 50 ${median(({ editedMs }) => editedMs).toFixed(0)} ms, ${samples[0]?.recomputed} cells rehearsed again`)
  if (process.argv.includes('--gate') && median(({ fullCpuMs }) => fullCpuMs) > LIMIT_MS) process.exitCode = 1
} finally {
  bundled.remove()
}

function sample(file: string): Promise<Sample> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(file.startsWith('file:') ? fileURLToPath(file) : file)
    worker.once('message', (message: Sample) => {
      resolve(message)
      void worker.terminate()
    })
    worker.once('error', reject)
  })
}
