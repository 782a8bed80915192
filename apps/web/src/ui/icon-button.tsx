import { Tooltip } from '@base-ui/react/tooltip'
import type { ButtonProps } from './button.tsx'
import styles from './button.module.css'
import overlay from './overlay.module.css'

export interface IconButtonProps extends ButtonProps {
  readonly label: string
  /** The key that does the same, as a person reads it. */
  readonly shortcut?: string
  readonly pressed?: boolean
}

/** A square button with an icon, its name as a tooltip. */
export function IconButton({ label, shortcut, pressed, tone = 'quiet', size = 'normal', children, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger
        render={
          <button
            type="button"
            aria-label={label}
            aria-pressed={pressed}
            aria-keyshortcuts={shortcut?.replace('Ctrl', 'Control').replaceAll(' ', '')}
            data-tone={tone}
            data-size={size}
            data-pressed={pressed ? '' : undefined}
            className={`${styles.button} ${styles.icon} ${className ?? ''}`}
            {...rest}
          />
        }
      >
        {children}
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Positioner sideOffset={6} className={overlay.positioner}>
          <Tooltip.Popup className={overlay.tooltip}>
            {label}
            {shortcut ? <kbd className={overlay.key}>{shortcut}</kbd> : null}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
