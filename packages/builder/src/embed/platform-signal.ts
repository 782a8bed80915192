import type { AbortSignalLike } from '@eddy/engine'

/** The platform's AbortSignal where its types are there, else the part of it that every signal has. */
export type PlatformSignal = typeof globalThis extends { AbortSignal: { prototype: infer Signal } } ? Signal : AbortSignalLike

interface Controller {
  readonly signal: unknown
  abort(): void
}

declare const AbortController: (new () => Controller) | undefined

/** A signal that platform functions take, which follows the engine's own. */
export function platformSignal(own: AbortSignalLike): PlatformSignal
// the type is the platform's to know: this signature is where the signal takes it on
export function platformSignal(own: AbortSignalLike): unknown {
  if (typeof AbortController === 'undefined') return own
  const controller = new AbortController()
  if (own.aborted) controller.abort()
  else own.addEventListener('abort', () => controller.abort())
  return controller.signal
}
