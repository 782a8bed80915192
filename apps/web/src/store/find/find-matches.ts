import type { WorkflowDocument } from '@eddy/workflow'
import { stepIndex } from '../document/locate.ts'
import { noteKey, notesOf } from '../document/notes.ts'
import type { Match, Query } from './match.ts'

/** Fields that only name others: they follow when those are renamed. And words of the format, which are no text of a person. */
const references = /^\/(?:kind|steps|waitFor|undo|compensate|check|return|mode|role|onInterrupt|branches\/\d+\/(?:steps|return)|arguments\/\d+\/from\/(?:input|result|element|origin)|onError\/\d+\/then|cache\/scope|retry\/on)(?:\/|$)/
const ofDocument = /^\/(?:eddy|name|steps|handlers|failure|return|view|inputs\/\d+\/(?:schema|required)|options\/(?:rollback|evaluation|onTimeout))(?:\/|$)/

/** Everywhere a text stands in the document, field by field in the order of the document: names, titles, settings, expressions, code, arguments, policies, notes. */
export function findMatches(document: WorkflowDocument, query: Query): readonly Match[] {
  if (query.text === '') return []
  const wanted = query.matchCase ? query.text : query.text.toLowerCase()
  const matches: Match[] = []
  const look = (path: string, value: unknown, skip: RegExp) =>
    eachText(value, '', (text, pointer) => {
      if (skip.test(pointer)) return
      const searched = query.matchCase ? text : text.toLowerCase()
      for (let at = searched.indexOf(wanted); at !== -1; at = searched.indexOf(wanted, at + wanted.length)) matches.push({ path, pointer, text, start: at, end: at + wanted.length })
    })
  look('', document, ofDocument)
  for (const { path, step } of stepIndex(document).values()) look(path, step, references)
  for (const { id, text } of notesOf(document)) look(noteKey(id), { text }, /^$/)
  return matches
}

function eachText(value: unknown, pointer: string, visit: (text: string, pointer: string) => void): void {
  if (typeof value === 'string' || typeof value === 'number') visit(String(value), pointer)
  else if (Array.isArray(value)) value.forEach((item, at) => eachText(item, `${pointer}/${at}`, visit))
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) if (!holdsSteps(key, pointer)) eachText(item, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, visit)
  }
}

/** Steps inside are searched on their own, and the view has only notes. */
function holdsSteps(key: string, pointer: string): boolean {
  return pointer === '' ? ['steps', 'handlers', 'failure', 'view'].includes(key) : key === 'steps' && /^\/branches\/\d+$/.test(pointer)
}
