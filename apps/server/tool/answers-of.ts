import type { AppRouter } from '../src/trpc/root.ts'

type Procedures = AppRouter['_def']['record']
type OutputOf<P> = P extends { readonly _def: { readonly $types: { readonly output: infer O } } } ? O : never

/** What each procedure answers, or what each message of a subscription holds, as the compiler infers it. */
export type Answers = { [G in keyof Procedures]: { [N in keyof Procedures[G]]: Message<OutputOf<Procedures[G][N]>> } }

type Message<O> = O extends AsyncIterable<infer I> ? (I extends { readonly id: string; readonly data: infer D } ? D : I) : O
