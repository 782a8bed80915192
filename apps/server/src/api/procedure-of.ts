import { z } from 'zod'
import { appRouter } from '../trpc/root.ts'
import type { Context } from '../trpc/context.ts'

export interface ProcedureFacts {
  readonly type: 'query' | 'mutation' | 'subscription'
  /** What its input is checked against; undefined without one. */
  readonly input: z.ZodType | undefined
}

interface Definition {
  readonly type: ProcedureFacts['type']
  readonly inputs: readonly unknown[]
}

/** Every procedure of the router by its name, as the router itself has it. */
const definitions = new Map<string, Definition>(Object.entries(appRouter._def.procedures).flatMap(([group, inner]) => namesIn(group, inner)))

export const procedureNames: readonly string[] = [...definitions.keys()].sort()

export function procedureOf(name: string): ProcedureFacts {
  const definition = definitions.get(name)
  if (!definition) throw new Error(`there is no procedure ${name}`)
  const [input] = definition.inputs
  return { type: definition.type, input: input instanceof z.ZodType ? input : undefined }
}

/** The router may name its procedures by their whole path, or by groups. */
function namesIn(path: string, value: unknown): readonly (readonly [string, Definition])[] {
  if (typeof value === 'function' && '_def' in value) return [[path, value._def as Definition]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => namesIn(`${path}.${name}`, inner))
}

type Call = (input: unknown) => Promise<unknown>

/** Calls a procedure as tRPC itself does: its own checks, its own errors. */
export function callProcedure(name: string, { context, input, signal }: { readonly context: Context; readonly input: unknown; readonly signal?: AbortSignal }): Promise<unknown> {
  const caller: unknown = appRouter.createCaller(context, signal ? { signal } : {})
  const call = name.split('.').reduce<unknown>((at, part) => (at as { readonly [part: string]: unknown })[part], caller)
  return (call as Call)(input)
}
