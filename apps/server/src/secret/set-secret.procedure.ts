import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { SecretName } from './secret-name.ts'
import { storeOf } from './store-of.ts'

// one of fewer characters could not be told from other text, and so not be kept out of logs
const SecretValue = z.string().min(4, 'must have at least 4 characters: a shorter one could not be kept out of logs').max(65_536, 'must have at most 65,536 characters')

/** Keeps a value under a name, in place of an earlier one. */
export const setSecret = procedure.input(z.object({ name: SecretName, value: SecretValue })).mutation(async ({ ctx, input }) => ({ name: input.name, ...(await storeOf(ctx).set(input.name, input.value)) }))
