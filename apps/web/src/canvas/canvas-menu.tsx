import { Menu } from '@base-ui/react/menu'
import { useReactFlow, useStore } from '@xyflow/react'
import { useEffect, useState } from 'react'
import { isContainer } from '../store/document/inside.ts'
import { type Located, locate } from '../store/document/locate.ts'
import { noteAt } from '../store/document/notes.ts'
import type { EditorStore } from '../store/editor-store.ts'
import overlay from '../ui/overlay.module.css'
import { copyAsCommand, duplicate } from './clipboard.ts'
import type { Hands } from './hands.ts'
import type { Tidy } from './use-tidy.ts'

export interface CanvasMenuItem {
  readonly label: string
  readonly hint: string
  readonly act: () => void
}

interface Opened {
  readonly x: number
  readonly y: number
  readonly items: readonly CanvasMenuItem[]
}

export interface CanvasMenuProps {
  readonly store: EditorStore
  readonly hands: Hands
  readonly tidy: Tidy
  /** What else one forward step offers. */
  readonly stepItems?: ((path: string) => readonly CanvasMenuItem[]) | undefined
}

/** The menu of what was right-clicked, or of the focused card by the menu key. It has its own state, so that the canvas does not render for it. */
export function CanvasMenu({ store, hands, tidy, stepItems }: CanvasMenuProps) {
  const element = useStore((state) => state.domNode)
  const { screenToFlowPosition } = useReactFlow()
  const [opened, setOpened] = useState<Opened>()
  const [open, setOpen] = useState(false)

  // the event is the browser's, and the menu key sends it too
  useEffect(() => {
    if (!element) return
    const show = (event: MouseEvent) => {
      const target = event.target instanceof Element ? event.target : undefined
      if (!target || target.closest('input, textarea, [role=toolbar]')) return
      event.preventDefault()
      const card = target.closest<HTMLElement | SVGElement>('.react-flow__node, .react-flow__edge')
      const id = card?.dataset['id']
      const { selection, select } = store.getState()
      if (id !== undefined && !selection.has(id)) select(new Set([id]))
      const box = card?.getBoundingClientRect()
      // the menu key has no place of its own
      const byKey = event.clientX === 0 && event.clientY === 0
      const [x, y] = byKey && box ? [box.x + 16, box.bottom] : [event.clientX, event.clientY]
      setOpened({ x, y, items: itemsFor({ store, hands, tidy, stepItems }, id, screenToFlowPosition({ x, y })) })
      setOpen(true)
    }
    element.addEventListener('contextmenu', show)
    return () => element.removeEventListener('contextmenu', show)
  }, [element, store, hands, tidy, stepItems, screenToFlowPosition])

  const anchor = { getBoundingClientRect: () => new DOMRect(opened?.x ?? 0, opened?.y ?? 0, 0, 0) }
  return (
    <Menu.Root open={open} onOpenChange={setOpen} modal={false}>
      <Menu.Portal>
        <Menu.Positioner anchor={anchor} side="bottom" align="start" className={overlay.positioner}>
          <Menu.Popup className={overlay.popup} aria-label="Canvas menu">
            {opened?.items.map(({ label, hint, act }) => (
              <Menu.Item key={label} className={overlay.item} onClick={act}>
                {label}
                <span className={overlay.hint}>{hint}</span>
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

function itemsFor(props: CanvasMenuProps, id: string | undefined, at: { x: number; y: number }): readonly CanvasMenuItem[] {
  const { store, hands, tidy } = props
  const { document, selection } = store.getState()
  if (id === undefined)
    return [
      { label: 'Add note', hint: 'N', act: () => hands.addNote(at) },
      { label: 'Tidy up', hint: '', act: tidy.all },
    ]
  const remove = { label: 'Delete', hint: 'Del', act: hands.remove }
  if (noteAt(document, id)) return [copyItem(store), remove]
  const found = locate(document, id)
  if (!found) return /^(data|wait):/.test(id) ? [{ label: 'Insert a step', hint: 'I', act: () => hands.insertInto(id) }, { label: store.getState().cut.has(id) ? 'Draw whole' : 'Draw as two named ends', hint: 'K', act: hands.toggleCut }, remove] : [remove]
  if (found.scope.kind === 'handlers') return [{ label: 'Replace with…', hint: 'R', act: () => hands.replace() }, remove]
  const one = selection.size === 1
  return [
    ...(one ? [...oneItems(props, found), ...containerItems(store, id)] : []),
    copyItem(store),
    { label: 'Duplicate', hint: 'Ctrl+D', act: () => duplicate(store) },
    { label: 'Group', hint: 'Ctrl+G', act: hands.group },
    { label: 'Extract as a workflow …', hint: 'X', act: hands.extract },
    { label: 'Share as a template …', hint: 'Shift+X', act: hands.promote },
    ...(one ? [] : [{ label: 'Tidy up these', hint: '', act: tidy.selection }]),
    ...(one && found.step.kind === 'group' ? [{ label: 'Ungroup', hint: 'Ctrl+Shift+G', act: hands.ungroup }] : []),
    { label: 'Select what leads here', hint: '[', act: () => hands.reach('upstream') },
    { label: 'Select what follows', hint: ']', act: () => hands.reach('downstream') },
    { label: 'Select all connected', hint: 'Shift+[', act: () => hands.reach('connected') },
    { label: 'Delete and reconnect', hint: 'Shift+Del', act: hands.removeAndReconnect },
    remove,
  ]
}

function containerItems(store: EditorStore, id: string): readonly CanvasMenuItem[] {
  const { document, folded, fold, enter } = store.getState()
  if (!isContainer(document, id)) return []
  const closed = folded.has(id)
  return [
    { label: 'Look into it', hint: 'Enter', act: () => enter(id) },
    { label: closed ? 'Open' : 'Close', hint: 'O', act: () => fold(id, !closed) },
  ]
}

function oneItems({ hands, stepItems }: CanvasMenuProps, { path, scope }: Located): readonly CanvasMenuItem[] {
  const others = scope.kind === 'failure' ? [] : (stepItems?.(path) ?? [])
  return [...others, { label: 'Insert after', hint: 'I', act: () => hands.insertAfter(path) }, { label: 'Replace with…', hint: 'R', act: () => hands.replace() }]
}

function copyItem(store: EditorStore): CanvasMenuItem {
  return { label: 'Copy', hint: 'Ctrl+C', act: () => void copyAsCommand(store) }
}
