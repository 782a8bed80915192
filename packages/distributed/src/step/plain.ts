import type { Json } from '@eddy/workflow'
import type { Answer } from '../run/question.ts'

/** As it comes out of a journal: what is taken in at once must not differ from what is read back later. */
export function plain(value: unknown): Json {
  // JSON is what JSON.parse makes
  return value === undefined ? null : (JSON.parse(JSON.stringify(value) ?? 'null') as Json)
}

/** The answer that a piece of work comes to. Never rejects. */
export async function answerOf(work: () => unknown): Promise<Answer> {
  try {
    return { value: plain(await work()) }
  } catch (error) {
    return { thrown: error instanceof Error ? error.message : String(error) }
  }
}
