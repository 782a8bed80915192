import { CaseSensitive, ChevronDown, ChevronUp, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react'
import { locate } from '../store/document/locate.ts'
import { stepLabel } from '../store/document/step-label.ts'
import { useEditor } from '../store/editor-context.tsx'
import { fieldWords, type Match } from '../store/find/match.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { showOver } from './editor-panels.ts'
import styles from './find-bar.module.css'
import { useFind } from './use-find.ts'

export interface FindBarProps {
  /** The focus goes to what takes the place. */
  readonly replacing: boolean
  readonly onReveal: (path: string) => void
}

/** Searches inside of values, steps through what is found, and replaces it. What is found is selected, in sight, and marked in the inspector. */
export function FindBar({ replacing, onReveal }: FindBarProps) {
  const find = useFind(onReveal)
  const { query, text, setText, setQuery, matches, at, go, replaceOne, replaceAll, refusals } = find
  const setSpot = useEditor((state) => state.setSpot)
  const first = useRef<HTMLInputElement>(null)
  const second = useRef<HTMLInputElement>(null)
  // the bar is there because a person asked for it, and types already: the focus is there with the first frame
  useLayoutEffect(() => (replacing ? second : first).current?.select(), [replacing])
  useEffect(() => () => setSpot(undefined), [setSpot])
  const match = matches[at]
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') showOver(undefined)
    else if (event.key === 'Enter' && event.currentTarget === first.current) go(event.shiftKey ? -1 : 1)
    else if (event.key === 'Enter') (event.ctrlKey || event.metaKey ? replaceAll : replaceOne)()
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') go(event.key === 'ArrowUp' ? -1 : 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={styles.bar} role="search" aria-label="Find and replace" data-covers="">
      <div className={styles.line}>
        <input ref={first} className={styles.input} aria-label="Find" placeholder="Find in names, settings, code …" value={query.text} spellCheck={false} autoComplete="off" onChange={(event) => setQuery({ ...query, text: event.target.value })} onKeyDown={keys} />
        <IconButton label="Match case" size="small" pressed={query.matchCase} onClick={() => setQuery({ ...query, matchCase: !query.matchCase })}>
          <CaseSensitive size={14} />
        </IconButton>
        <IconButton label="Previous match" shortcut="Shift+Enter" size="small" disabled={!matches.length} onClick={() => go(-1)}>
          <ChevronUp size={14} />
        </IconButton>
        <IconButton label="Next match" shortcut="Enter" size="small" disabled={!matches.length} onClick={() => go(1)}>
          <ChevronDown size={14} />
        </IconButton>
        <IconButton label="Close" shortcut="Esc" size="small" onClick={() => showOver(undefined)}>
          <X size={14} />
        </IconButton>
      </div>
      <div className={styles.line}>
        <input ref={second} className={styles.input} aria-label="Replace with" placeholder="Replace with" value={text} spellCheck={false} autoComplete="off" onChange={(event) => setText(event.target.value)} onKeyDown={keys} />
        <Button size="small" disabled={!match} onClick={replaceOne}>
          Replace
        </Button>
        <Button size="small" disabled={!matches.length} onClick={replaceAll}>
          All
        </Button>
      </div>
      <p className={styles.said} role="status" aria-label="Matches">
        {query.text === '' ? '' : matches.length === 0 ? `Nothing holds “${query.text}”.` : `${at + 1} of ${matches.length}`}
        {match ? <Where match={match} /> : null}
      </p>
      {refusals.length ? (
        <ul className={styles.refusals} aria-label="Not replaced">
          {refusals.slice(0, 4).map((each) => (
            <li key={each}>{each}</li>
          ))}
          {refusals.length > 4 ? <li>{`… and ${refusals.length - 4} more.`}</li> : null}
        </ul>
      ) : null}
    </div>
  )
}

/** Where the match stands, and the words around it. */
function Where({ match }: { readonly match: Match }) {
  const document = useEditor((state) => state.document)
  const found = locate(document, match.path)
  const step = found ? stepLabel(found.step) : match.path === '' ? 'Workflow' : ''
  const { text, start, end } = match
  const from = Math.max(0, start - 16)
  return (
    <span className={styles.where}>
      {[step, fieldWords(match.pointer)].filter(Boolean).join(' › ')}
      <code>
        {from > 0 ? '…' : ''}
        {text.slice(from, start)}
        <mark>{text.slice(start, end)}</mark>
        {text.slice(end, end + 24)}
      </code>
    </span>
  )
}
