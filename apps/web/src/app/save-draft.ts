import type { WorkflowDocument } from '@eddy/workflow'
import { TRPCClientError } from '@trpc/client'
import { type AutosaveDeps, RefusedSave, StaleSave } from '../store/autosave.ts'
import { client } from '../trpc/client.ts'

/** Saves a draft on the server. */
export function saveDraft(id: string, session: string): AutosaveDeps['save'] {
  return async (document, baseRevision) => {
    try {
      return await client.workflow.save.mutate({ id, document, baseRevision, session })
    } catch (error) {
      throw staleSave(error) ?? refusedSave(error) ?? error
    }
  }
}

/** The server answered, and will answer the same again. */
function refusedSave(error: unknown): RefusedSave | undefined {
  if (!(error instanceof TRPCClientError)) return undefined
  const status = field(error.data, 'httpStatus')
  const data: unknown = error.data
  return typeof status === 'number' && status >= 400 && status < 500 ? new RefusedSave(field(data, 'code') === 'BAD_REQUEST' ? 'The server does not take this draft; it may be too large.' : error.message) : undefined
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
