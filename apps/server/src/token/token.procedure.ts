import { z } from 'zod'
import { Moment } from '../moment.ts'
import { procedure } from '../trpc/init.ts'
import { createToken as create, listTokens as list, revokeToken as revoke } from './api-token.ts'
import { SCOPES } from './scope.ts'

const request = z.object({ name: z.string().trim().min(1).max(80), scopes: z.array(z.enum(SCOPES)).min(1), expiresAt: Moment.optional() })

export const createToken = procedure.input(request).mutation(({ ctx, input }) => create(ctx.db, { ...input, expiresAt: input.expiresAt === undefined ? undefined : new Date(input.expiresAt) }))

export const listTokens = procedure.query(({ ctx }) => list(ctx.db))

export const revokeToken = procedure.input(z.object({ id: z.string() })).mutation(({ ctx, input }) => revoke(ctx.db, input.id))
