import { z } from 'zod'
import { StoredInt } from '../stored-int.ts'
import { procedure } from '../trpc/init.ts'
import { findVersion } from './find-version.ts'
import { versionRecord } from './version-row.ts'

export const getVersion = procedure.input(z.object({ workflowId: z.string(), number: StoredInt.positive() })).query(async ({ ctx, input }) => versionRecord(await findVersion(ctx.db, input.workflowId, input.number)))
