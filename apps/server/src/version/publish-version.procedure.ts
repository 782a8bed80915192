import { z } from 'zod'
import { coverageReached } from '../expectation/coverage-reached.ts'
import { expectationsMet } from '../expectation/expectations-met.ts'
import { StoredInt } from '../stored-int.ts'
import { procedure } from '../trpc/init.ts'
import { unfitTriggers } from '../trigger/mapping-faults.ts'
import { keyed, once } from '../trpc/once.ts'
import { missingSecrets } from './missing-secrets.ts'
import { publishVersion as publish } from './publish-version.ts'

export const publishVersion = procedure
  .input(z.object({ workflowId: z.string(), revision: StoredInt, note: z.string().max(2000).default(''), base: StoredInt.positive().nullable().optional(), by: z.string().max(100).optional(), ...keyed }))
  .mutation(once('version.publish', async ({ ctx, input }) => {
    const version = await publish(ctx.db, input, [expectationsMet, coverageReached(ctx.requireCoverage ?? 0)])
    ctx.live.versioned(input.workflowId)
    return { ...version, warnings: [...(await missingSecrets(ctx, version.document)), ...(await unfitTriggers(ctx.db, input.workflowId, version.document))] }
  }))
