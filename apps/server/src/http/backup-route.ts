import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { authorise, refuseUnlessPermitted } from '../api/authorise.ts'
import { sendProblem } from '../api/send-problem.ts'
import { makeBackup } from '../backup/make-backup.ts'
import type { Context } from '../trpc/context.ts'
import { newId } from '../new-id.ts'

/** `GET /backup`: everything in one file, without the key of secrets. Written here first: whoever fetches it slowly must not hold the database. */
export function addBackup(app: FastifyInstance, { db, home }: Pick<Context, 'db' | 'home'>, { requireToken = false }: { readonly requireToken?: boolean }): void {
  if (home === undefined) return
  app.get('/backup', async (request, reply) => {
    try {
      refuseUnlessPermitted(await authorise(db, request.headers.authorization, requireToken), 'admin')
    } catch (error) {
      return sendProblem(error, request, reply)
    }
    const path = join(home.dataDir, `backup-${newId()}.eddy`)
    await makeBackup({ db, path, folders: home.folders })
    const file = createReadStream(path)
    // open by now, so that it can be read to its end
    file.once('open', () => void rm(path, { force: true }))
    return reply.type('application/octet-stream').header('cache-control', 'no-store').send(file)
  })
}
