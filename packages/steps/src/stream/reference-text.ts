import type { StreamReference } from '@eddy/engine'

/** A text of a stream's reference; empty when it holds none there. */
export function referenceText(reference: StreamReference, key: string): string {
  const value = reference[key]
  return typeof value === 'string' ? value : ''
}
