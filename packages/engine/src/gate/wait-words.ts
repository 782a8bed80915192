/** What a run waits for that has not begun: a place on its server, one of those of its workflow, or its turn under the workflow's concurrency key. */
export interface RunWait {
  readonly what: 'place' | 'workflow' | 'key'
  readonly underWay: number
  readonly most: number
  /** Runs that go first. */
  readonly ahead: number
  /** The concurrency key. */
  readonly key?: string
}

/** `Waits for a place: 200 of 200 runs under way; 14 ahead`, the same on a page and on a command line. */
export function waitWords({ what, underWay, most, ahead, key = '' }: RunWait): string {
  const runs = `${underWay} of ${most} runs${what === 'workflow' ? ' of this workflow' : ''} under way`
  return `${what === 'key' ? `Waits for its turn under the key "${key}"` : 'Waits for a place'}: ${runs}; ${ahead === 0 ? 'it is next' : `${ahead} ahead`}`
}
