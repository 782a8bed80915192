import { useMutation } from '@tanstack/react-query'
import { useMemo } from 'react'
import { client, queryClient, trpc } from '../../trpc/client.ts'
import { navigate } from '../router.ts'
import { keepImportNotes } from './import-notes.ts'
import type { Target } from './import-target.tsx'

/** Imports the text as the target says, and goes where it is then. */
export function useImport(text: string, target: Target) {
  // asking again, as after a lost connection, is the same request; a change of anything makes it another
  const idempotencyKey = useMemo(() => [crypto.randomUUID(), text, target] as const, [text, target])[0]
  return useMutation({
    mutationFn: () => client.workflow.importFile.mutate({ text, ...target, idempotencyKey }),
    onSuccess: ({ workflowId, entry, report }) => {
      if (!entry) keepImportNotes({ workflowId, report })
      void queryClient.invalidateQueries({ queryKey: trpc.workflow.list.queryKey() })
      void queryClient.invalidateQueries({ queryKey: trpc.library.pathKey() })
      navigate(entry ? `/library/${encodeURIComponent(entry.name)}` : `/workflow/${workflowId}`)
    },
  })
}
