import { X } from 'lucide-react'
import { IconButton } from '../ui/icon-button.tsx'
import styles from './inspector.module.css'

export function RemoveButton({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <IconButton label={label} size="small" className={styles.remove ?? ''} onClick={onClick}>
      <X size={14} />
    </IconButton>
  )
}
