import { useQuery } from '@tanstack/react-query'
import { PackagePlus } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { client } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { showOver, usePanels } from './editor-panels.ts'

const UpdateDialog = lazy(async () => ({ default: (await import('./update-dialog.tsx')).UpdateDialog }))

/** Updates appear in an open editor after at most so long. */
const LOOK_MS = 60_000

/** Tells that the library has a newer version of what this workflow came from. */
export function LibraryUpdate({ id }: { readonly id: string }) {
  const open = usePanels(({ over }) => over === 'update')
  const updates = useQuery({ queryKey: ['library', 'updates', id], queryFn: () => client.library.updates.query({ workflowId: id }), refetchInterval: LOOK_MS })
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
