/** One side of a comparison, as its address has it: `draft`, `3`, `live`, `run-…` for what a run ran, or `library-book_trip@3`. */
export type CompareSide =
  | { readonly kind: 'draft' }
  | { readonly kind: 'version'; readonly number: number }
  | { readonly kind: 'environment'; readonly name: string }
  | { readonly kind: 'run'; readonly id: string }
  | { readonly kind: 'library'; readonly name: string; readonly number: number }

const environments: ReadonlySet<string> = new Set(['dev', 'staging', 'live'])
const run = 'run-'
const library = /^library-([a-z][a-z0-9_]*)@([1-9]\d{0,8})$/

/** Undefined: the address means nothing. */
export function parseSide(text: string): CompareSide | undefined {
  if (text === 'draft') return { kind: 'draft' }
  if (/^[1-9]\d{0,8}$/.test(text)) return { kind: 'version', number: Number(text) }
  if (environments.has(text)) return { kind: 'environment', name: text }
  const [, name, number] = library.exec(text) ?? []
  if (name !== undefined) return { kind: 'library', name, number: Number(number) }
  return text.startsWith(run) && text.length > run.length ? { kind: 'run', id: text.slice(run.length) } : undefined
}

/** `Version 3`, `the draft`; an environment with the version that it points at. */
export function sideWords(side: CompareSide, number: number | undefined): string {
  switch (side.kind) {
    case 'draft':
      return 'Draft'
    case 'version':
      return `Version ${side.number}`
    case 'environment':
      return number === undefined ? side.name : `${side.name}, version ${number}`
    case 'run':
      return number === undefined ? 'What a run ran' : `What a run ran, version ${number}`
    case 'library':
      return `Version ${side.number} of ${side.name}`
  }
}
