import { BookmarkPlus, Ellipsis, Pencil, RefreshCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { addressOf, sameFilter } from './filter-address.ts'
import type { RunFilter, SavedView } from './run-types.ts'
import { fixedViews, type NamedFilter, type Views } from './use-views.ts'
import { RemoveViewDialog, ViewDialog } from './view-dialogs.tsx'
import styles from './view-bar.module.css'

interface ViewBarProps {
  readonly views: Views
  readonly filter: RunFilter
  readonly onFilter: (filter: RunFilter) => void
}

/** `change`: the chosen view gets the filter that is shown. */
type Asked = { readonly kind: 'save' } | { readonly kind: 'rename' | 'remove' | 'change'; readonly view: SavedView }

/** Filters under a name, each a link. */
export function ViewBar({ views, filter, onFilter }: ViewBarProps) {
  const [asked, setAsked] = useState<Asked>()
  const all: readonly NamedFilter[] = [...fixedViews, ...views.saved]
  const current = all.find((view) => sameFilter(view.filter, filter))
  const saved = views.saved.find((view) => view === current)
  return (
    <nav className={styles.bar} aria-label="Views">
      <ul className={styles.views}>
        {all.map((view) => (
          <li key={view.id ?? view.name} data-saved={view.id !== undefined || undefined}>
            <a className={styles.view} href={addressOf(view.filter)} aria-current={view === current ? 'page' : undefined}>{view.name}</a>
          </li>
        ))}
        {saved && <li><ViewMenu view={saved} onAsk={setAsked} /></li>}
        {current === undefined && <li><Button size="small" tone="quiet" onClick={() => setAsked({ kind: 'save' })}><BookmarkPlus size={14} aria-hidden /> Save view …</Button></li>}
        {current === undefined && views.saved.length > 0 && <li><ChangeMenu saved={views.saved} onAsk={setAsked} /></li>}
      </ul>
      {views.error && <p className={styles.error} role="alert">The saved views could not be loaded: {views.error.message}</p>}
      {asked && <AskedDialog asked={asked} views={views} filter={filter} onFilter={onFilter} onClose={() => setAsked(undefined)} />}
    </nav>
  )
}

function AskedDialog({ asked, views, filter, onFilter, onClose }: ViewBarProps & { readonly asked: Asked; readonly onClose: () => void }) {
  const { saved, save, remove } = views
  if (asked.kind === 'save') return <ViewDialog title="Save this view" verb="Save" name="" taken={saved} save={(name) => save({ name, filter })} onClose={onClose} />
  const { view } = asked
  const { id, name } = view
  const others = saved.filter((one) => one.id !== id)
  switch (asked.kind) {
    case 'rename':
      return <ViewDialog title={`Rename “${name}”`} verb="Rename" name={name} taken={others} save={(next) => save({ ...view, name: next })} onClose={onClose} />
    case 'change':
      return <ViewDialog title={`Change “${name}”`} verb="Change" name={name} taken={others} save={(next) => save({ id, name: next, filter })} onClose={onClose} />
    case 'remove':
      return <RemoveViewDialog view={view} remove={async () => remove(id).then(() => onFilter({}))} onClose={onClose} />
  }
}

function ViewMenu({ view, onAsk }: { readonly view: SavedView; readonly onAsk: (asked: Asked) => void }) {
  return (
    <Menu
      trigger={<Button size="small" tone="quiet" aria-label={`What can be done with the view ${view.name}`}><Ellipsis size={14} aria-hidden /></Button>}
      items={[
        { label: 'Rename …', icon: <Pencil size={14} aria-hidden />, onSelect: () => onAsk({ kind: 'rename', view }) },
        { label: 'Remove …', icon: <Trash2 size={14} aria-hidden />, onSelect: () => onAsk({ kind: 'remove', view }) },
      ]}
    />
  )
}

function ChangeMenu({ saved, onAsk }: { readonly saved: readonly SavedView[]; readonly onAsk: (asked: Asked) => void }) {
  return <Menu trigger={<Button size="small" tone="quiet"><RefreshCw size={14} aria-hidden /> Change a view …</Button>} items={saved.map((view) => ({ label: view.name, onSelect: () => onAsk({ kind: 'change', view }) }))} />
}
