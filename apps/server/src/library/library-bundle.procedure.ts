import type { SigningKey } from '@eddy/library/bundle'
import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { procedure } from '../trpc/init.ts'
import { exportBundle, importBundle } from './library-bundle.ts'
import { entryName, person } from './library-input.ts'
import { tellNewer } from './tell-newer.ts'

export const exportLibrary = procedure.input(z.object({ names: z.array(entryName).min(1).max(500), signer: person.default('Eddy') })).mutation(({ ctx, input }) => exportBundle(ctx.db, { ...input, key: keyOf(ctx) }))

export const importLibrary = procedure.input(z.object({ bundle: z.unknown(), trust: z.boolean().default(false) })).mutation(async ({ ctx, input }) => {
  const imported = await importBundle(ctx.db, { ...input, own: keyOf(ctx).publicKey })
  await tellNewer(ctx, imported.packages.map(({ name }) => name))
  return imported
})

function keyOf({ signing }: { readonly signing?: SigningKey | undefined }): SigningKey {
  if (!signing) throw new Refusal('INVALID_STATE', 'This server has no key to sign bundles with.')
  return signing
}
