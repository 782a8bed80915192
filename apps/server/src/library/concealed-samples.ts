import { KnownSecrets } from '@eddy/engine'
import type { SecretStore } from '../secret/secret-store.ts'
import type { Sample } from './library-entry.ts'

/** Samples without the values of any secret of this place: those that were taken from a run go to people who may not see what it could. */
export async function concealedSamples(secrets: SecretStore | undefined, samples: readonly Sample[]): Promise<readonly Sample[]> {
  if (!secrets || samples.length === 0) return samples
  const known = new KnownSecrets(secrets)
  for (const name of await secrets.names()) await known.get(name)
  return samples.map((sample) => ({ ...sample, input: known.concealValues(sample.input) }))
}
