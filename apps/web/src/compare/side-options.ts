import type { SelectOption } from '../ui/select.tsx'
import { parseSide, sideWords } from './compare-side.ts'

interface Known {
  readonly versions: readonly { readonly number: number; readonly note: string }[]
  readonly pointers: readonly { readonly environment: string; readonly number: number }[]
}

/** An entry of the library that a side is of. */
export interface LibraryVersions {
  readonly name: string
  readonly versions: readonly { readonly number: number; readonly note: string }[]
}

/** What can be chosen as a side: the draft, environments, versions, those of the library where one is chosen, and what the address names already. */
export function sideOptions(known: Known | 'library' | undefined, chosen: readonly string[], library?: LibraryVersions): readonly SelectOption[] {
  const own = known === 'library' ? undefined : known
  const pointers = own?.pointers ?? []
  const options: readonly SelectOption[] = [
    ...(known === 'library' ? [] : [{ value: 'draft', label: 'Draft' }]),
    ...pointers.map(({ environment, number }) => ({ value: environment, label: environment, hint: `version ${number}` })),
    ...(own?.versions ?? []).map(({ number, note }) => ({ value: String(number), label: `Version ${number}`, ...(note === '' ? {} : { hint: shortened(note) }) })),
    ...(library?.versions ?? []).map(({ number, note }) => ({ value: `library-${library?.name ?? ''}@${number}`, label: `Version ${number} of ${library?.name ?? ''}`, ...(note === '' ? {} : { hint: shortened(note) }) })),
  ]
  const others = [...new Set(chosen)].filter((value) => options.every((option) => option.value !== value))
  return [...options, ...others.map((value) => ({ value, label: labelOf(value) }))]
}

function shortened(note: string): string {
  return note.length > 32 ? `${note.slice(0, 31)}…` : note
}

function labelOf(value: string): string {
  const side = parseSide(value)
  return side ? sideWords(side, undefined) : value
}
