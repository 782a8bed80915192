import { answered } from './answered.ts'

interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
}

type Asking<T> = Promise<{ readonly data?: Page<T>; readonly error?: unknown; readonly response: Response }>

/** All items of a list, page by page as they are needed: `for await (const run of pages((cursor) => client.GET('/runs', { params: { query: { cursor } } })))`. */
export async function* pages<T>(ask: (cursor: { readonly cursor?: string }) => Asking<T>): AsyncGenerator<T, void> {
  let cursor: string | null = null
  do {
    const page: Page<T> = await answered(ask(cursor === null ? {} : { cursor }))
    yield* page.items
    cursor = page.nextCursor
  } while (cursor !== null)
}
