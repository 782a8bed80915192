import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import styles from './library-page.module.css'

/** Somebody who types is answered once the fingers rest. */
const DELAY_MS = 120

/** Searches as one types. */
export function SearchField({ query, onQuery }: { readonly query: string; readonly onQuery: (query: string) => void }) {
  const [text, setText] = useState(query)
  const [known, setKnown] = useState(query)
  // the address has changed by something other than typing
  if (query !== known) {
    setKnown(query)
    setText(query)
  }
  // typing rests by the browser's clock
  useEffect(() => {
    if (text === query) return undefined
    const timer = setTimeout(() => onQuery(text), DELAY_MS)
    return () => clearTimeout(timer)
  }, [text, query, onQuery])
  return (
    <label className={styles.search}>
      <Search size={16} aria-hidden />
      <input type="search" aria-label="Search the library" placeholder="Search by name, tag or what it does" value={text} onChange={(event) => setText(event.target.value)} />
    </label>
  )
}
