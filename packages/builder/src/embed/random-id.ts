/** In every browser and every Node, also where a page is not secure and `randomUUID` is missing. */
declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array }

/** 128 random bits in hexadecimal. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
