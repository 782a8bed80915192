/** What the server refused with, by its stable code; nothing for an error of another kind. */
export interface LibraryRefusal {
  readonly code: string
  readonly message: string
  readonly details?: unknown
}

export function refusalOf(error: unknown): LibraryRefusal | undefined {
  if (typeof error !== 'object' || error === null || !('data' in error)) return undefined
  const { data } = error
  if (typeof data !== 'object' || data === null || !('eddy' in data)) return undefined
  // the server's error formatter puts it there
  return data.eddy as LibraryRefusal | undefined
}
