import { Popover } from '@base-ui/react/popover'
import type { Catalog } from '@eddy/workflow'
import overlay from '../ui/overlay.module.css'
import { KindList, type KindListProps } from './kind-list.tsx'
import styles from './kind-popover.module.css'

export interface KindPopoverProps extends Pick<KindListProps, 'first' | 'misfits' | 'undos' | 'named' | 'onPick'> {
  readonly catalog: Catalog
  readonly title: string
  readonly at: { readonly x: number; readonly y: number }
  readonly onClose: () => void
}

/** The list of kinds at a point of the screen, where a line was dropped. */
export function KindPopover({ catalog, title, at, onPick, onClose, ...list }: KindPopoverProps) {
  const anchor = { getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) }
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Portal>
        <Popover.Positioner anchor={anchor} side="bottom" align="start" sideOffset={4} className={overlay.positioner}>
          <Popover.Popup className={`${overlay.popup} ${styles.popup}`}>
            <Popover.Title className={styles.title}>{title}</Popover.Title>
            <KindList kinds={catalog.list()} onPick={onPick} autoFocus {...list} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
