const PREFIX = 'EDDY_SECRET_'
/** The key of all others is not handed out. */
const OWN = new Set(['EDDY_SECRET_KEY'])

/** Secrets of `EDDY_SECRET_<NAME>`: fixed for as long as the process lives, and read only. */
export interface EnvironmentSecrets {
  readonly names: () => readonly string[]
  readonly get: (name: string) => string | undefined
}

export function environmentSecrets(variables: NodeJS.ProcessEnv): EnvironmentSecrets {
  const values = new Map(Object.entries(variables).flatMap(([key, value]) => (key.startsWith(PREFIX) && key.length > PREFIX.length && value && !OWN.has(key) ? [[key.slice(PREFIX.length).toLowerCase(), value] as const] : [])))
  return { names: () => [...values.keys()].sort(), get: (name) => values.get(name.toLowerCase()) }
}
