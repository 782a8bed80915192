import { useQueryClient } from '@tanstack/react-query'
import type { PartMode } from '@eddy/workflow'
import { useMemo } from 'react'
import { locate } from '../store/document/locate.ts'
import { useEditorStore } from '../store/editor-context.tsx'
import type { TrialStore } from '../store/trial/trial-store.ts'
import { useTrialStore } from '../store/trial/trial-context.tsx'
import { client } from '../trpc/client.ts'

export interface PartRun {
  /** Why no part can be run from the selection now. */
  readonly blocked: () => string | undefined
  /** Shows what running the selected step, or up to it, would do. */
  readonly ask: (mode: PartMode, options?: { readonly target?: string; readonly from?: string | null }) => Promise<void>
  /** Runs the plan that is shown. */
  readonly confirm: () => Promise<void>
  readonly cancel: () => void
}

/** Runs parts of the draft: first the plan is shown, then it is run as it was shown. */
export function usePartRun(): PartRun {
  const editor = useEditorStore()
  const trial = useTrialStore()
  const queries = useQueryClient()
  return useMemo(() => {
    const target = () => {
      const { document, selection } = editor.getState()
      const paths = [...selection].filter((id) => locate(document, id) !== undefined)
      return paths.length === 1 ? paths[0] : undefined
    }
    const say = (text: string) => editor.getState().notify(text)
    const blocked = () => {
      const { document, save } = editor.getState()
      const path = target()
      if (path === undefined) return 'Select one step first.'
      if (locate(document, path)?.scope.kind !== 'root' && locate(document, path)?.scope.kind !== 'container') return 'It runs only with the step it belongs to.'
      return save.kind === 'offline' || save.kind === 'refused' || save.kind === 'clash' ? 'The draft is not stored.' : undefined
    }
    return {
      blocked,
      ask: async (mode, options = {}) => {
        const path = options.target ?? target()
        const reason = options.target === undefined ? blocked() : undefined
        if (path === undefined || reason !== undefined) return say(reason ?? 'Select one step first.')
        try {
          await show(trial, { workflowId: editor.getState().id, flush: editor.getState().flush, target: path, mode, from: options.from })
          const shown = trial.getState().plan
          if (shown) editor.getState().announce(shown.plan.blocked ?? `The plan of the run is shown: ${shown.plan.steps.filter(({ step }) => step.role === 'run').length} steps would run.`)
        } catch (error) {
          say(`The plan could not be made: ${error instanceof Error ? error.message : String(error)}`)
        }
      },
      confirm: async () => {
        const shown = trial.getState().plan
        if (!shown || shown.plan.blocked !== undefined) return
        try {
          const fixture = await trial.getState().flush()
          const { target: name, mode, from } = shown.asked
          const { runId } = await client.run.start.mutate({ workflowId: editor.getState().id, ...(fixture === undefined ? {} : { fixture }), part: { target: name, mode, expect: shown.key, ...(from === undefined ? {} : { from }) } })
          trial.getState().showPlan(undefined)
          trial.getState().chooseRun(runId)
          await queries.invalidateQueries({ queryKey: ['past-runs'] })
        } catch (error) {
          trial.getState().showPlan(undefined)
          say(`The run was not started: ${error instanceof Error ? error.message : String(error)}`)
        }
      },
      cancel: () => trial.getState().showPlan(undefined),
    }
  }, [editor, trial, queries])
}

interface Showing {
  readonly workflowId: string
  readonly flush: () => Promise<void>
  readonly target: string
  readonly mode: PartMode
  /** Null: take no results; undefined: those of the run at hand. */
  readonly from: string | null | undefined
}

/** The server makes the plan from what it would run, so what is here goes there first. */
async function show(trial: TrialStore, { workflowId, flush, target, mode, from: asked }: Showing): Promise<void> {
  await flush()
  const fixture = await trial.getState().flush()
  const from = asked === null ? undefined : (asked ?? trial.getState().past?.run.id)
  const request = { target, mode, ...(from === undefined ? {} : { from }) }
  const { plan, key } = await client.run.planPart.query({ workflowId, ...request, ...(fixture === undefined ? {} : { fixture }) })
  trial.getState().showPlan({ asked: { target, mode, from }, plan, key })
}
