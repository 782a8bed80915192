import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'

const Provider = z.object({ provider: z.string().min(1).max(40) })
const Call = z.object({ ms: z.coerce.number().min(0).max(30_000).default(0), fail: z.enum(['true', 'false']).default('false') })
const Answer = Call.extend({ prompt: z.string().min(1).max(4_000) })

/** Providers to choose from. All that they say follows from what they are asked, so that a workflow ends the same each time. */
export function addOffers(app: FastifyInstance): void {
  app.get('/quotes/:provider', async (request, reply) => {
    const { provider } = Provider.parse(request.params)
    const { ms, fail } = Call.parse(request.query)
    await sleep(ms)
    return fail === 'true' ? reply.code(503).send({ error: `${provider} does not quote now` }) : { provider, price: 80 + (sum(provider) % 40) }
  })
  app.get('/answers/:provider', async (request, reply) => {
    const { provider } = Provider.parse(request.params)
    const { ms, fail, prompt } = Answer.parse(request.query)
    await sleep(ms)
    if (fail === 'true') return reply.code(503).send({ error: `${provider} is overloaded` })
    const words = prompt.split(/\s+/).filter(Boolean)
    return { provider, text: `In short: ${words.slice(0, 12).join(' ')}`, tokens: words.length }
  })
}

function sum(text: string): number {
  return Array.from(text).reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0)
}
