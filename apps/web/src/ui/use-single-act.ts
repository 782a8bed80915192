import { useMutation, type UseMutationResult } from '@tanstack/react-query'
import { useRef } from 'react'

export interface SingleAct<T> {
  readonly action: UseMutationResult<T, Error, void>
  readonly begin: () => void
}

/** Something that is done once: a second click may come before the first is drawn, or while a dialog closes. What was refused can be tried again. */
export function useSingleAct<T>(act: () => Promise<T>, onDone: (result: T) => void, onRefused?: (error: Error) => void): SingleAct<T> {
  const begun = useRef(false)
  const onError = (error: Error) => {
    begun.current = false
    onRefused?.(error)
  }
  const action = useMutation({ mutationFn: act, onSuccess: onDone, onError })
  function begin() {
    if (begun.current) return
    begun.current = true
    action.mutate()
  }
  return { action, begin }
}
