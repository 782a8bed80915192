import type { components } from './schema.generated.ts'

type Problem = components['schemas']['ApiProblem']

/** What the server has refused: a sentence, a code for programs, and all faults of the request at once. */
export class EddyProblem extends Error {
  override readonly name = 'EddyProblem'
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.detail)
  }

  get code(): string {
    return this.problem.code
  }
}

/** The data of an answer; throws EddyProblem when it is a refusal: `const run = await answered(client.GET(…))`. */
export async function answered<T>(asking: Promise<{ readonly data?: T; readonly error?: unknown; readonly response: Response }>): Promise<T> {
  const { data, error, response } = await asking
  if (response.ok) return data as T
  throw new EddyProblem(response.status, asProblem(error, response))
}

export function asProblem(error: unknown, response: Response): Problem {
  if (typeof error === 'object' && error !== null && 'code' in error && 'detail' in error) return error as Problem
  return { type: 'about:blank', title: response.statusText, status: response.status, code: 'UNKNOWN', detail: `What answers at ${response.url} said ${response.status} and no more.` }
}
