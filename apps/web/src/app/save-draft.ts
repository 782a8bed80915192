import type { WorkflowDocument } from '@eddy/workflow'
import { TRPCClientError } from '@trpc/client'
import { type AutosaveDeps, StaleSave } from '../store/autosave.ts'
import { client } from '../trpc/client.ts'

/** Saves a draft on the server. */
export function saveDraft(id: string): AutosaveDeps['save'] {
  return async (document, baseRevision) => {
    try {
      return await client.workflow.save.mutate({ id, document, baseRevision })
    } catch (error) {
      throw staleSave(error) ?? error
    }
  }
}

interface Stored {
  readonly revision: number
  readonly document: WorkflowDocument
}

function staleSave(error: unknown): StaleSave | undefined {
  if (!(error instanceof TRPCClientError)) return undefined
  const data: unknown = error.data
  const eddy = field(data, 'eddy')
  const details = field(eddy, 'details')
  return field(eddy, 'code') === 'STALE_SAVE' && isStored(details) ? new StaleSave(details.revision, details.document) : undefined
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)).get(name) : undefined
}

function isStored(value: unknown): value is Stored {
  return typeof field(value, 'revision') === 'number' && typeof field(value, 'document') === 'object'
}
