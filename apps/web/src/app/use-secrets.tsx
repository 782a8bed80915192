import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import type { InspectorSecrets } from '../inspector/inspector-context.tsx'
import { SecretDialog } from '../settings/secret-dialog.tsx'
import { useEditor } from '../store/editor-context.tsx'
import { trpc } from '../trpc/client.ts'
import { knowSecrets } from './validate-draft.ts'

interface Asked {
  readonly suggested: string
  readonly done: (name: string) => void
}

/** The names of secrets for the inspector, and the dialog that makes one in place. */
export function useSecrets(): { readonly secrets: InspectorSecrets; readonly dialog: ReactNode } {
  const list = useQuery(trpc.secret.list.queryOptions())
  const validateNow = useEditor((state) => state.validateNow)
  const [asked, setAsked] = useState<Asked>()
  const names = useMemo(() => list.data?.filter(({ readable }) => readable).map(({ name }) => name), [list.data])

  // the draft's problems depend on which secrets the server has
  useEffect(() => {
    if (names && knowSecrets(names)) validateNow()
  }, [names, validateNow])

  const secrets = useMemo((): InspectorSecrets => ({ names, create: (suggested, done) => setAsked({ suggested, done }) }), [names])
  return {
    secrets,
    dialog: asked ? <SecretDialog suggested={asked.suggested} taken={names ?? []} onDone={asked.done} onClose={() => setAsked(undefined)} /> : null,
  }
}
