import { Menu } from '@base-ui/react/menu'
import overlay from '../ui/overlay.module.css'
import type { RunVerb } from './run-verb.ts'
import { verbIcons } from './run-verbs.tsx'

export interface MenuPlace {
  readonly x: number
  readonly y: number
  readonly verbs: readonly RunVerb[]
  readonly ask: (verb: RunVerb) => void
}

interface VerbMenuProps {
  /** Undefined: closed. */
  readonly place: MenuPlace | undefined
  readonly onClose: () => void
}

/** What can be done about a step and its run, where it was right-clicked. */
export function VerbMenu({ place, onClose }: VerbMenuProps) {
  const anchor = { getBoundingClientRect: () => new DOMRect(place?.x ?? 0, place?.y ?? 0, 0, 0) }
  return (
    <Menu.Root open={place !== undefined} onOpenChange={(open) => !open && onClose()} modal={false}>
      <Menu.Portal>
        <Menu.Positioner anchor={anchor} side="bottom" align="start" className={overlay.positioner}>
          <Menu.Popup className={overlay.popup} aria-label="What can be done">
            {place?.verbs.map((verb) => {
              const Icon = verbIcons[verb.id]
              return <Menu.Item key={verb.id + (verb.step ?? '')} className={overlay.item} disabled={verb.refused !== undefined} title={verb.refused ?? verb.consequence} onClick={() => place.ask(verb)}><Icon size={14} aria-hidden /> {verb.title}</Menu.Item>
            })}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

/** Of a click with the right button, or of the menu key, which has no place of its own. */
export function placeOf(event: { readonly clientX: number; readonly clientY: number }, element: Element): { readonly x: number; readonly y: number } {
  const box = element.getBoundingClientRect()
  return event.clientX === 0 && event.clientY === 0 ? { x: box.x + 16, y: box.bottom } : { x: event.clientX, y: event.clientY }
}
