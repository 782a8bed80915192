import { z } from 'zod'
import { StoredInt } from '../stored-int.ts'
import { procedure } from '../trpc/init.ts'
import { keyed, once } from '../trpc/once.ts'
import { Draft } from '../workflow/draft.ts'
import { applyUpdate, installationOf, listUpdates, planUpdate } from './library-updates.ts'
import { placeOf } from './place-of.ts'

export const libraryUpdates = procedure.input(z.object({ workflowId: z.string().optional() }).optional()).query(async ({ ctx, input }) => listUpdates(await placeOf(ctx), input?.workflowId))

export const libraryInstallation = procedure.input(z.object({ workflowId: z.string() })).query(({ ctx, input }) => installationOf(ctx.db, input.workflowId))

export const updatePlan = procedure.input(z.object({ workflowId: z.string() })).query(async ({ ctx, input }) => planUpdate(await placeOf(ctx), input.workflowId))

export const updateInstalled = procedure
  .input(z.object({ workflowId: z.string(), revision: StoredInt, document: Draft.optional(), ...keyed }))
  .mutation(once('library.update', async ({ ctx, input }) => {
    const updated = await applyUpdate(await placeOf(ctx), input)
    ctx.live.saved(input.workflowId, updated.revision, undefined)
    return updated
  }))
