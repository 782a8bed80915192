import type { KindContract } from '@eddy/workflow'

type Section = KindContract['group'] | 'file'

const sections: readonly (readonly [Section, string])[] = [
  ['action', 'Do'],
  ['logic', 'Decide and shape'],
  ['wait', 'Wait'],
  ['human', 'People'],
  ['child', 'Group and reuse'],
  ['file', 'Files'],
]

/** The many kinds that work on files stand together, behind the others. */
function sectionOf({ kind, group }: KindContract): Section {
  return kind.startsWith('file.') ? 'file' : group
}

/** Kinds that have every word of the query in their name, keywords or summary; those whose title begins with it come first. */
export function searchKinds(kinds: readonly KindContract[], query: string): readonly KindContract[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (!words.length) return kinds
  const text = (kind: KindContract) => [kind.title, kind.kind, kind.summary, ...(kind.keywords ?? [])].join(' ').toLowerCase()
  const rank = (kind: KindContract) => (words.every((word) => kind.title.toLowerCase().includes(word)) ? 0 : 1)
  return kinds.filter((kind) => words.every((word) => text(kind).includes(word))).toSorted((a, b) => rank(a) - rank(b))
}

export function groupKinds(kinds: readonly KindContract[]): readonly (readonly [string, readonly KindContract[]])[] {
  return sections.map(([section, title]) => [title, kinds.filter((kind) => sectionOf(kind) === section)] as const).filter(([, members]) => members.length > 0)
}
