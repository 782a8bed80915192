import fastify, { type FastifyInstance } from 'fastify'
import { describe, expect, it } from 'vitest'
import { addLastAnswers } from './last-answers.ts'

/** One route that answers when it is told to, and one whose stream never ends. */
async function open(limitMs?: number): Promise<{ readonly app: FastifyInstance; readonly taken: Promise<void>; readonly answer: () => void }> {
  let take = () => {}
  let answer = () => {}
  const taken = new Promise<void>((resolve) => (take = resolve))
  const told = new Promise<void>((resolve) => (answer = resolve))
  const app = fastify({ forceCloseConnections: true })
  addLastAnswers(app, limitMs)
  app.get('/asked', async () => {
    take()
    await told
    return 'answered'
  })
  app.get('/stream', (_request, reply) => {
    reply.hijack()
    reply.raw.writeHead(200).write('begun')
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  return { app, taken, answer }
}

describe('a server that closes', () => {
  it('answers what it has been asked, refuses what comes after that, and does not wait for streams', async () => {
    const { app, taken, answer } = await open()
    const stream = await fetch(`${app.listeningOrigin}/stream`)
    const read = stream.text().catch(() => 'cut')
    const asked = fetch(`${app.listeningOrigin}/asked`).then((response) => response.text())
    await taken
    const closed = app.close()
    await expect.poll(async () => (await fetch(`${app.listeningOrigin}/else`)).status).toBe(503)
    answer()
    expect(await asked).toBe('answered')
    await closed
    expect(await read).toBe('cut')
  })

  it('waits no longer than it may for an answer', async () => {
    const { app, taken } = await open(50)
    const asked = fetch(`${app.listeningOrigin}/asked`).then(() => 'answered', () => 'cut')
    await taken
    await app.close()
    expect(await asked).toBe('cut')
  })
})
