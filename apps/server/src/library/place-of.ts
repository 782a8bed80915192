import type { SecretStore } from '../secret/secret-store.ts'
import type { Context } from '../trpc/context.ts'
import type { Place } from './install-plan.ts'

type PlaceSource = Pick<Context, 'db' | 'allowedHosts' | 'demoUrl'> & { readonly secrets?: SecretStore | undefined; readonly workspace?: string | undefined }

/** What a procedure's server has. */
export async function placeOf({ db, secrets, allowedHosts, demoUrl, workspace }: PlaceSource): Promise<Place> {
  return { db, demoUrl, workspace, secrets: (await secrets?.names()) ?? new Set(), allowedHosts: allowedHosts.map((host) => host.toLowerCase()) }
}
