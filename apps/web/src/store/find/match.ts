/** One place where what is searched for stands. */
export interface Match {
  /** The step's path; empty for the workflow itself, a note's key for a note. */
  readonly path: string
  /** A JSON pointer from the step, from the workflow, or from the note. */
  readonly pointer: string
  /** It stands in the key of the field, such as the name of a header, and not in its value. */
  readonly inKey?: true
  /** The whole text of the field, or of its key. */
  readonly text: string
  readonly start: number
  readonly end: number
}

export interface Query {
  readonly text: string
  readonly matchCase: boolean
}

/** What a person calls the field: `Settings › url`. */
export function fieldWords(pointer: string): string {
  // where an argument comes from is the argument's own value to a person
  const [head = '', ...rest] = pointer.replace(/^(\/arguments\/\d+)\/from(?:\/value(?=\/|$))?/, '$1').split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  return [heads[head] ?? head, ...rest.map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : part))].join(' › ')
}

const heads: { readonly [name: string]: string } = {
  name: 'Name',
  title: 'Title',
  description: 'Description',
  config: 'Settings',
  arguments: 'Argument',
  guards: 'Guard',
  onError: 'Error rule',
  retry: 'Retry',
  timeout: 'Time limit',
  cache: 'Cache',
  branches: 'Branch',
  inputs: 'Input',
  options: 'Run',
  tags: 'Tag',
  text: 'Note',
}
