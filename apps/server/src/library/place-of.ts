import type { SecretStore } from '../secret/secret-store.ts'
import type { Context } from '../trpc/context.ts'
import type { Place } from './install-plan.ts'

type PlaceSource = Pick<Context, 'db' | 'allowedHosts'> & { readonly secrets?: SecretStore | undefined }

/** What a procedure's server has. */
export async function placeOf({ db, secrets, allowedHosts }: PlaceSource): Promise<Place> {
  return { db, secrets: (await secrets?.names()) ?? new Set(), allowedHosts: allowedHosts.map((host) => host.toLowerCase()) }
}
