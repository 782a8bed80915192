/** An id that nobody else has. `crypto.randomUUID` is missing on pages that came over plain http. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36).padStart(7, '0')).join('')
}
