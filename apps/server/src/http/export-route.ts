import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { Refusal } from '../refusal.ts'
import { recordedPage } from '../run/recorded-page.ts'
import type { Context } from '../trpc/context.ts'

/** `GET /runs/:runId/export.html`: a run as one file, to be saved. */
export function addExport(app: FastifyInstance, context: Context, page: string): void {
  app.get<{ Params: { readonly runId: string } }>('/runs/:runId/export.html', async (request, reply) => {
    const { runId } = request.params
    try {
      const built = existsSync(page) ? await readFile(page, 'utf8') : ''
      const html = await recordedPage(context, runId, built)
      // never shown from here: its scripts are inline, and it belongs to whoever saves it
      return await reply.type('text/html; charset=utf-8').header('content-disposition', `attachment; filename="run-${runId.replaceAll(/[^\w-]/g, '')}.html"`).header('cache-control', 'no-store').send(html)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return reply.code(error.code === 'NOT_FOUND' ? 404 : 409).send({ error: error.message })
    }
  })
}
