import type { Catalog, KindContract } from '@eddy/workflow'
import type { KindChoice } from './sub-goal.ts'

const IDLE = new Set('a an the of to in on it its for and or with from by at as is be this that them their his her our your all any some into up out'.split(' '))
const WEIGHTS = { title: 3, keyword: 3, kind: 2, summary: 1 }

/** The kinds whose words fit, best first: S-46's choice by capability. O(kinds · words). */
export function rankKinds(catalog: Pick<Catalog, 'list'>, text: string): readonly KindChoice[] {
  const asked = stems(text)
  if (asked.size === 0) return []
  return catalog
    .list()
    .map((contract) => ({ kind: contract.kind, fit: fitOf(contract, asked) }))
    .filter(({ fit }) => fit > 0)
    .toSorted((one, other) => other.fit - one.fit)
}

function fitOf(contract: KindContract, asked: ReadonlySet<string>): number {
  const { title, summary, keywords = [], kind } = contract
  const places: readonly (readonly [number, ReadonlySet<string>])[] = [
    [WEIGHTS.title, stems(title)],
    [WEIGHTS.keyword, stems(keywords.join(' '))],
    [WEIGHTS.kind, stems(kind.replaceAll(/[._]/g, ' '))],
    [WEIGHTS.summary, stems(summary)],
  ]
  const found = [...asked].reduce((sum, word) => sum + Math.max(0, ...places.map(([weight, words]) => (words.has(word) ? weight : 0))), 0)
  return Math.round((100 * found) / (asked.size * WEIGHTS.title)) / 100
}

function stems(text: string): ReadonlySet<string> {
  return new Set((text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !IDLE.has(word)).map((word) => word.replace(/(?:ing|ed|es|s)$/, '')))
}
