import { useQuery } from '@tanstack/react-query'
import { PackagePlus } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { client } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { showOver, usePanels } from './editor-panels.ts'

const UpdateDialog = lazy(async () => ({ default: (await import('./update-dialog.tsx')).UpdateDialog }))

/** Asked for anew when the server tells of a newer version. */
export function updatesKey(id: string): readonly string[] {
  return ['library', 'updates', id]
}

/** Tells that the library has a newer version of what this workflow came from. */
export function LibraryUpdate({ id }: { readonly id: string }) {
  const open = usePanels(({ over }) => over === 'update')
  const updates = useQuery({ queryKey: updatesKey(id), queryFn: () => client.library.updates.query({ workflowId: id }) })
  const update = updates.data?.[0]
  if (!update) return null
  return (
    <>
      <Button size="small" aria-label={`Update available: version ${update.latest} of ${update.title}`} onClick={() => showOver('update')}>
        <PackagePlus size={14} aria-hidden />
        Update available
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <UpdateDialog id={id} update={update} onClose={() => showOver(undefined)} />
        </Suspense>
      ) : null}
    </>
  )
}
