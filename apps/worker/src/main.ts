import { readSettings } from './env.ts'
import { startWorker } from './worker.ts'

try {
  const worker = await startWorker(readSettings())
  console.log(`Eddy's step worker is ready at ${worker.url}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      worker.close().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error)
          process.exit(1)
        },
      )
    })
  }
} catch (error) {
  console.error(`The step worker cannot start: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
