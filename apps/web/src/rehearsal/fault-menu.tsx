import { Menu } from '@base-ui/react/menu'
import { FAULT_WORDS } from '@eddy/rehearsal'
import { useEffect, useState } from 'react'
import overlay from '../ui/overlay.module.css'
import { OFFERED_KINDS } from './fault-kinds.ts'
import { useRehearsal, useRehearsalStore } from './rehearsal-context.tsx'

interface Opened {
  readonly x: number
  readonly y: number
  readonly path: string
}

/** What is to go wrong with the card that was right-clicked, or with the focused one by the menu key; and whether to stop there. */
export function FaultMenu({ element }: { readonly element: HTMLElement | null }) {
  const store = useRehearsalStore()
  const breakpoints = useRehearsal((state) => state.breakpoints)
  const [opened, setOpened] = useState<Opened>()
  const [open, setOpen] = useState(false)

  // the event is the browser's, and the menu key sends it too
  useEffect(() => {
    if (!element) return
    const show = (event: MouseEvent) => {
      const card = event.target instanceof Element ? event.target.closest<HTMLElement>('.react-flow__node') : null
      const path = card?.dataset['id']
      const { matrix } = store.getState()
      if (!card || path === undefined || !matrix?.rows.some(({ step }) => step === path)) return
      event.preventDefault()
      const box = card.getBoundingClientRect()
      const byKey = event.clientX === 0 && event.clientY === 0
      setOpened({ path, x: byKey ? box.x + 16 : event.clientX, y: byKey ? box.bottom : event.clientY })
      setOpen(true)
    }
    element.addEventListener('contextmenu', show)
    return () => element.removeEventListener('contextmenu', show)
  }, [element, store])

  const path = opened?.path ?? ''
  const anchor = { getBoundingClientRect: () => new DOMRect(opened?.x ?? 0, opened?.y ?? 0, 0, 0) }
  const { perform, toggleBreakpoint } = store.getState()
  return (
    <Menu.Root open={open} onOpenChange={setOpen} modal={false}>
      <Menu.Portal>
        <Menu.Positioner anchor={anchor} side="bottom" align="start" className={overlay.positioner}>
          <Menu.Popup className={overlay.popup} aria-label="What goes wrong here">
            {OFFERED_KINDS.map((kind) => (
              <Menu.Item key={kind} className={overlay.item} onClick={() => perform([{ step: path, kind }])}>It {FAULT_WORDS[kind]}</Menu.Item>
            ))}
            <Menu.Item className={overlay.item} onClick={() => perform([])}>Nothing goes wrong</Menu.Item>
            <Menu.Item className={overlay.item} onClick={() => toggleBreakpoint(path)}>{breakpoints.has(path) ? 'Do not stop here' : 'Stop before it starts'}</Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
