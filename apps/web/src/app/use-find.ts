import { useMemo, useState } from 'react'
import { locate } from '../store/document/locate.ts'
import { noteAt } from '../store/document/notes.ts'
import { stepLabel } from '../store/document/step-label.ts'
import { useEditor, useEditorStore } from '../store/editor-context.tsx'
import { findMatches, placesIn } from '../store/find/find-matches.ts'
import { fieldWords, type Match, type Query } from '../store/find/match.ts'
import { type Refused, replaceMatches } from '../store/find/replace-matches.ts'
import { validateDraft } from './validate-draft.ts'

export interface Find {
  readonly query: Query
  readonly setQuery: (query: Query) => void
  readonly text: string
  readonly setText: (text: string) => void
  readonly matches: readonly Match[]
  /** The match that is looked at. */
  readonly at: number
  readonly go: (by: number) => void
  readonly replaceOne: () => void
  readonly replaceAll: () => void
  /** Why some were not replaced, a sentence each. */
  readonly refusals: readonly string[]
}

/** What was searched for last is there again. */
let last: Query = { text: '', matchCase: false }

export function useFind(onReveal: (path: string) => void): Find {
  const store = useEditorStore()
  const document = useEditor((state) => state.document)
  const [query, keepQuery] = useState(last)
  const [text, setText] = useState('')
  const [place, setPlace] = useState(0)
  const [refusals, setRefusals] = useState<readonly string[]>([])
  const matches = useMemo(() => findMatches(document, query), [document, query])
  const at = Math.min(place, Math.max(0, matches.length - 1))

  const look = (match: Match | undefined) => {
    const { show, select, setSpot } = store.getState()
    if (!match) return setSpot(undefined)
    const { path, pointer } = match
    const there = locate(store.getState().document, path) ?? noteAt(store.getState().document, path)
    if (there) show(path, true)
    select(new Set(there ? [path] : []))
    if (locate(store.getState().document, path)) onReveal(path)
    setSpot({ path, pointer })
  }
  const go = (by: number) => {
    if (!matches.length) return
    const next = (at + by + matches.length) % matches.length
    setPlace(next)
    setRefusals([])
    look(matches[next])
  }
  const replace = (chosen: readonly Match[]) => {
    const { dispatch, announce, validateNow } = store.getState()
    const { command, count, refused } = replaceMatches(document, { matches: chosen, text, validate: validateDraft })
    if (command) dispatch(command, new Set())
    validateNow()
    setRefusals(refused.map((each) => sentence(store.getState().document, each)))
    announce(`${count} replaced${refused.length ? `, ${refused.length} not` : ''}`)
    return refused.length
  }
  return {
    query,
    setQuery: (next) => {
      last = next
      keepQuery(next)
      setPlace(0)
      setRefusals([])
      look(findMatches(document, next)[0])
    },
    text,
    setText,
    matches,
    at,
    go,
    replaceOne: () => {
      const match = matches[at]
      if (!match) return
      const kept = replace([match])
      const after = findMatches(store.getState().document, query)
      // what was put there may hold the text again: go on behind it, as behind what cannot be replaced, and from the last on at the first
      const again = kept ? 1 : madeAgain(match, text, query)
      const next = at + again < after.length ? at + again : 0
      setPlace(next)
      look(after[next])
    },
    replaceAll: () => {
      replace(matches)
      setPlace(0)
      look(findMatches(store.getState().document, query)[0])
    },
    refusals,
  }
}

/** How often what is searched for stands in what was put in place of a match. */
function madeAgain({ text, start, end }: Match, put: string, query: Query): number {
  return placesIn(text.slice(0, start) + put + text.slice(end), query).filter(([from]) => from >= start && from < start + put.length).length
}

function sentence(document: Parameters<typeof locate>[0], { match, reason }: Refused): string {
  const found = locate(document, match.path)
  return `${[found ? stepLabel(found.step) : 'Workflow', fieldWords(match.pointer)].join(' › ')}: ${reason}`
}
