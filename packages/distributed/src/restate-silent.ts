/** Restate was not heard for so long that whoever asks is told. It may have taken what was said all the same, and does it then. */
export class RestateSilent extends Error {
  override readonly name = 'RestateSilent'
  constructor() {
    super('Restate does not answer')
  }
}

/** What the promise comes to; rejects with `RestateSilent` when that is not by then, by `performance.now()`. */
export async function heardUntil<T>(until: number | undefined, promise: Promise<T>): Promise<T> {
  if (until === undefined) return promise
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new RestateSilent()), until - performance.now())))
  return Promise.race([promise, silence]).finally(() => clearTimeout(timer))
}
