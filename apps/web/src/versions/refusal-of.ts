import { TRPCClientError } from '@trpc/client'

export interface VersionRefusal {
  readonly code: string
  readonly message: string
  readonly details: unknown
}

/** What the server said, and why. */
export function refusalOf(error: unknown): VersionRefusal {
  const message = error instanceof Error ? error.message : String(error)
  const data: unknown = error instanceof TRPCClientError ? error.data : undefined
  const eddy = field(data, 'eddy')
  const code = field(eddy, 'code')
  return { code: typeof code === 'string' ? code : 'UNKNOWN', message, details: field(eddy, 'details') }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)).get(name) : undefined
}
