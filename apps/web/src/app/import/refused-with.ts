import type { Problem } from '@eddy/workflow'

/** The problems that the server has refused with; none for an error of another kind. */
export function refusedWith(error: unknown): readonly Problem[] {
  if (typeof error !== 'object' || error === null || !('data' in error)) return []
  const { data } = error
  if (typeof data !== 'object' || data === null || !('eddy' in data)) return []
  // the server's error formatter puts it there: its problems are a list
  const { details } = data.eddy as { readonly details?: unknown }
  return Array.isArray(details) ? (details as readonly Problem[]) : []
}
