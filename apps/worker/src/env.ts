import { ENGINE_VERSION } from '@eddy/engine'
import { z } from 'zod'

const Env = z.object({
  EDDY_GATEWAY_URL: z.url().default('http://127.0.0.1:4421'),
  EDDY_WORKER_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  EDDY_WORKER_HOST: z.string().default('127.0.0.1'),
  EDDY_ADVERTISED_HOST: z.string().optional(),
  EDDY_WORKER_KEY: z.string().optional(),
  EDDY_ENGINE_VERSION: z.string().default(ENGINE_VERSION),
})

export interface Settings {
  /** Of the server's gateway for steps. */
  readonly gatewayUrl: string
  readonly host: string
  /** 0: any free one. */
  readonly port: number
  /** The name of this machine for the server. */
  readonly advertisedHost: string
  readonly key: string | undefined
  /** The server's. */
  readonly version: string
}

/** Reads the settings, or throws an Error with all that is wrong with them, a sentence each. */
export function readSettings(variables: NodeJS.ProcessEnv = process.env): Settings {
  const parsed = Env.safeParse(variables)
  if (!parsed.success) throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`).join('\n'))
  const env = parsed.data
  return { gatewayUrl: env.EDDY_GATEWAY_URL, host: env.EDDY_WORKER_HOST, port: env.EDDY_WORKER_PORT, advertisedHost: env.EDDY_ADVERTISED_HOST ?? env.EDDY_WORKER_HOST, key: env.EDDY_WORKER_KEY, version: env.EDDY_ENGINE_VERSION }
}
