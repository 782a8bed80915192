import { ChevronDown, ChevronRight } from 'lucide-react'
import { use } from 'react'
import { ContainerContext } from './view-context.ts'
import styles from './folded-card.module.css'

/** Opens and closes a container, from its header. From the keyboard it is O on the card. */
export function FoldButton({ path, title, folded }: { readonly path: string; readonly title: string; readonly folded: boolean }) {
  const verbs = use(ContainerContext)
  if (!verbs) return null
  return (
    <button
      type="button"
      className={`${styles.fold} nodrag nopan`}
      aria-label={`${folded ? 'Open' : 'Close'} ${title}`}
      aria-expanded={!folded}
      tabIndex={-1}
      onClick={(event) => {
        event.stopPropagation()
        verbs.fold(path, !folded)
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {folded ? <ChevronRight size={16} aria-hidden /> : <ChevronDown size={16} aria-hidden />}
    </button>
  )
}
