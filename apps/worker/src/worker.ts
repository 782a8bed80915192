import { setTimeout as sleep } from 'node:timers/promises'
import { joinGateway, openEndpoint, stepService } from '@eddy/distributed'
import type { StepExecutor } from '@eddy/engine'
import { createExecutor } from '@eddy/steps/run'
import { z } from 'zod'
import type { Settings } from './env.ts'

/** What the server tells its workers. */
const FromServer = z.object({ allowedHosts: z.array(z.string()) })

const LONGEST_END_MS = 30_000

export interface Worker {
  readonly url: string
  /** Takes no more steps, and ends when those in hand have. */
  close(): Promise<void>
}

/** Carries out steps for a server, for as long as it runs. The hosts that steps may reach are the server's. */
export async function startWorker({ gatewayUrl, host, port, advertisedHost, key, version }: Settings): Promise<Worker> {
  let executor: (StepExecutor & { close(): Promise<void> }) | undefined
  let told = ''
  let inHand = 0
  const execute: StepExecutor['execute'] = async (request) => {
    if (executor === undefined) throw new Error('the server has not told this worker its settings yet')
    inHand++
    try {
      return await executor.execute(request)
    } finally {
      inHand--
    }
  }
  const endpoint = await openEndpoint({ services: [stepService({ version, executorOf: () => ({ execute }) })], host, port })
  const workerUrl = `http://${advertisedHost}:${endpoint.port}`
  const joined = joinGateway({
    gatewayUrl, workerUrl, version, key,
    onJoined: (settings) => {
      const { allowedHosts } = FromServer.parse(settings)
      // after a break the server may be another; steps in hand go on with what they have
      if (JSON.stringify(allowedHosts) !== told) executor = createExecutor({ http: { allowedHosts }, outsideWorkers: true })
      told = JSON.stringify(allowedHosts)
      console.log(`This worker takes steps from ${gatewayUrl}`)
    },
    onLost: (reason) => console.log(`This worker waits for ${gatewayUrl}: ${reason}`),
  })
  return {
    url: workerUrl,
    async close() {
      joined.retire()
      for (const until = Date.now() + LONGEST_END_MS; inHand > 0 && Date.now() < until; ) await sleep(50)
      // the last outcome is on its way
      await sleep(200)
      joined.close()
      await endpoint.close()
      await executor?.close()
    },
  }
}
