import { Plus } from 'lucide-react'
import { Button } from '../ui/button.tsx'

export function AddButton({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <Button size="small" tone="quiet" onClick={onClick}>
      <Plus size={14} />
      {label}
    </Button>
  )
}
