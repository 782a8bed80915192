import type { WorkflowDocument } from '@eddy/workflow'
import { stepIndex } from '../document/locate.ts'
import { noteKey, notesOf } from '../document/notes.ts'
import type { Match, Query } from './match.ts'

/** Fields that only name others: they follow when those are renamed. And words of the format, which are no text of a person. */
const references = /^\/(?:kind|steps|waitFor|undo|compensate|check|return|mode|role|onInterrupt|branches\/\d+\/(?:steps|return)|arguments\/\d+\/from\/(?:input|result|element|origin)|onError\/\d+\/then|cache\/scope|retry\/on)(?:\/|$)/
const ofDocument = /^\/(?:eddy|name|steps|handlers|failure|return|view|inputs\/\d+\/(?:schema|required)|options\/(?:rollback|evaluation|onTimeout))(?:\/|$)/

/** Keys that a person chose: of what is in a setting, and of values. Others are words of the format or of the kind. */
const ownKeys = /^\/(?:config\/[^/]+|arguments\/\d+\/from\/value|inputs\/\d+\/default)\/./

/** Everywhere a text stands in the document, field by field in the order of the document: names, titles, settings, expressions, code, arguments, policies, notes, and keys of a person's own. */
export function findMatches(document: WorkflowDocument, query: Query): readonly Match[] {
  if (query.text === '') return []
  const matches: Match[] = []
  const look = (path: string, value: unknown, skip: RegExp) =>
    eachText(value, '', ({ text, pointer, inKey }) => {
      if (inKey ? !ownKeys.test(pointer) : skip.test(pointer)) return
      for (const [start, end] of placesIn(text, query)) matches.push({ path, pointer, ...(inKey ? { inKey } : {}), text, start, end })
    })
  look('', document, ofDocument)
  for (const { path, step } of stepIndex(document).values()) look(path, step, references)
  for (const { id, text } of notesOf(document)) look(noteKey(id), { text }, /^$/)
  return matches
}

/** Where what is searched for stands in a text: from and to. */
export function placesIn(text: string, { text: wanted, matchCase }: Query): readonly (readonly [number, number])[] {
  // folded by the search itself: a text in lower case can be longer than it was, and what is found would stand elsewhere
  const pattern = new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`), matchCase ? 'gu' : 'giu')
  return Array.from(text.matchAll(pattern), ({ index, 0: found }) => [index, index + found.length] as const)
}

type Place = Pick<Match, 'text' | 'pointer' | 'inKey'>

function eachText(value: unknown, pointer: string, visit: (place: Place) => void): void {
  if (typeof value === 'string' || typeof value === 'number') visit({ text: String(value), pointer })
  else if (Array.isArray(value)) value.forEach((item, at) => eachText(item, `${pointer}/${at}`, visit))
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (holdsSteps(key, pointer)) continue
      const inner = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
      visit({ text: key, pointer: inner, inKey: true })
      eachText(item, inner, visit)
    }
  }
}

/** Steps inside are searched on their own, and the view has only notes. */
function holdsSteps(key: string, pointer: string): boolean {
  return pointer === '' ? ['steps', 'handlers', 'failure', 'view'].includes(key) : key === 'steps' && /^\/branches\/\d+$/.test(pointer)
}
