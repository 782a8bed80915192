import type { Argument, Retry, Step } from '@eddy/workflow'

/** Fields that many steps of the cases share. */
export const effect = { kind: 'effect', undo: 'undo' } as const
export const handlers: readonly Step[] = [{ name: 'undo', kind: 'effect' }]
export const failing = { do: 'fail' } as const

/** So many retries, a few milliseconds apart. */
export const retries = (max: number): Retry => ({ max, backoff: { initial: 'PT0.003S' } })

/** Arguments from results of steps, by name. */
export const results = (...names: readonly string[]): readonly Argument[] => names.map((name) => ({ name, from: { result: name } }))

/** The argument `x`, from the element of a loop. */
export const element = (of: string, ...path: readonly string[]): readonly Argument[] => [{ name: 'x', from: { element: of }, ...(path.length > 0 ? { path } : {}) }]

/** The argument `source`, as a value. */
export const source = (value: Extract<Argument['from'], { readonly value: unknown }>['value']): readonly Argument[] => [{ name: 'source', from: { value } }]
