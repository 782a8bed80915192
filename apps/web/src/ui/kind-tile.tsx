import type { KindContract } from '@eddy/workflow'
import { KindIcon } from './kind-icon.tsx'
import styles from './kind-tile.module.css'

export interface KindTileProps {
  readonly icon: string
  readonly group: KindContract['group'] | undefined
  readonly size?: 'normal' | 'small'
}

/** What kind of step this is, by shape first and a tint second. */
export function KindTile({ icon, group, size = 'normal' }: KindTileProps) {
  return (
    <span className={styles.tile} data-group={group} data-size={size}>
      <KindIcon name={icon} size={size === 'small' ? 14 : 16} />
    </span>
  )
}
