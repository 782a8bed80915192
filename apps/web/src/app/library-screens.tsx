import type { WorkflowDocument } from '@eddy/workflow'
import { MiniDrawing } from '../canvas/mini-drawing.tsx'
import { EntryPage } from '../library/entry-page.tsx'
import { LibraryPage } from '../library/library-page.tsx'
import { addressOf, type LibraryWish, wishOf } from '../library/library-wish.ts'
import { useDisplayName } from './display-name.ts'
import { LibraryStage } from './library-stage.tsx'
import { navigate, useSearch } from './router.ts'
import { Shell } from './shell.tsx'
import { TopBar } from './top-bar.tsx'

export function LibraryScreen() {
  const wish = wishOf(useSearch())
  const person = useDisplayName()
  return (
    <Shell title="Library" bar={<TopBar here="library" />}>
      <LibraryPage wish={wish} onWish={keepWish} person={person} renderDrawing={drawSmall} />
    </Shell>
  )
}

/** Typing makes no history; it comes back with the page all the same. */
function keepWish(wish: LibraryWish): void {
  navigate(addressOf(wish), { replace: true })
}

function drawSmall(document: WorkflowDocument) {
  return <MiniDrawing document={document} />
}

export function LibraryEntryScreen({ name }: { readonly name: string }) {
  const version = new URLSearchParams(useSearch()).get('version')
  const person = useDisplayName()
  return (
    <Shell title={name} bar={<TopBar here="library" />}>
      <EntryPage
        name={name}
        {...(version !== null && /^\d+$/.test(version) ? { number: Number(version) } : {})}
        person={person}
        onVersion={(number) => navigate(`/library/${encodeURIComponent(name)}?version=${number}`)}
        onOpenWorkflow={(id) => navigate(`/workflow/${id}`)}
        renderStage={(stage) => <LibraryStage key={stage.edition.contentHash} {...stage} />}
      />
    </Shell>
  )
}
