import { useQuery } from '@tanstack/react-query'
import { Repeat2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { catalog } from '@eddy/steps/contract'
import { client } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import type { Suggestion } from './library-types.ts'
import { suggestionSource, suggestionWords } from './suggestion-source.ts'
import { libraryKey } from './use-library-list.ts'
import styles from './suggestions-strip.module.css'

const TemplateDialog = lazy(async () => ({ default: (await import('./template-dialog.tsx')).TemplateDialog }))
const SHOWN = 3

/** What recurs in successful runs and nobody has shared yet. Nothing where nothing does. */
export function SuggestionsStrip({ person }: { readonly person: string }) {
  const found = useQuery({ queryKey: [...libraryKey, 'suggestions'], queryFn: () => client.library.suggestions.query(), staleTime: 60_000 })
  const [sharing, setSharing] = useState<Suggestion>()
  const suggestions = found.data ?? []
  // what is shared is suggested no more, while its dialog still tells of it
  return (
    <>
      {suggestions.length > 0 ? <Listed suggestions={suggestions} onShare={setSharing} /> : null}
      {sharing ? <Sharing suggestion={sharing} person={person} onClose={() => setSharing(undefined)} /> : null}
    </>
  )
}

function Listed({ suggestions, onShare }: { readonly suggestions: readonly Suggestion[]; readonly onShare: (suggestion: Suggestion) => void }) {
  const [all, setAll] = useState(false)
  return (
    <section className={styles.strip} aria-label="Recurring in your runs">
      <h2 className={styles.title}><Repeat2 size={14} aria-hidden />Recurring in your runs</h2>
      <ul className={styles.list}>
        {(all ? suggestions : suggestions.slice(0, SHOWN)).map((one) => {
          const { title, facts } = suggestionWords(one)
          return (
            <li key={one.key} className={styles.row}>
              <span className={styles.words}>
                <strong title={title}>{title}</strong>
                <span>{facts}</span>
              </span>
              <Button size="small" aria-label={`Share as a template: ${title}`} onClick={() => onShare(one)}>Share as a template …</Button>
            </li>
          )
        })}
      </ul>
      {suggestions.length > SHOWN ? <Button size="small" tone="quiet" onClick={() => setAll(!all)}>{all ? 'Fewer' : `${suggestions.length - SHOWN} more`}</Button> : null}
    </section>
  )
}

function Sharing({ suggestion, person, onClose }: { readonly suggestion: Suggestion; readonly person: string; readonly onClose: () => void }) {
  const [source] = useState(() => suggestionSource(suggestion, catalog))
  if ('reason' in source) return <p role="alert" className={styles.fault}>These steps cannot stand alone: {source.reason} <Button size="small" onClick={onClose}>Close</Button></p>
  return (
    <Suspense fallback={null}>
      <TemplateDialog source={source} person={person} onClose={onClose} />
    </Suspense>
  )
}
