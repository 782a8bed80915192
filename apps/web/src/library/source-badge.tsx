import { BadgeCheck, Boxes, PackageCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import type { LibraryCardData } from './library-types.ts'
import styles from './source-badge.module.css'

/** Where an entry comes from, and who signed it. */
export function SourceBadge({ source, signer }: Pick<LibraryCardData, 'source' | 'signer'>) {
  if (source === 'bundle') return <Badge icon={<BadgeCheck size={13} aria-hidden />} text={signer ? `Signed by ${signer}` : 'From a file'} />
  if (source === 'shipped') return <Badge icon={<PackageCheck size={13} aria-hidden />} text="Comes with Eddy" />
  return <Badge icon={<Boxes size={13} aria-hidden />} text="Made here" />
}

function Badge({ icon, text }: { readonly icon: ReactNode; readonly text: string }) {
  return (
    <span className={styles.badge} title={text}>
      {icon}
      <span>{text}</span>
    </span>
  )
}
