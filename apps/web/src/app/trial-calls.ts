import type { Json } from '@eddy/workflow'
import { TRPCClientError } from '@trpc/client'
import { RefusedFixture, StaleFixture, type StoredFixture } from '../store/trial/fixture-drafts.ts'
import { createFixtureKeep } from '../store/trial/fixture-keep.ts'
import type { TrialDeps } from '../store/trial/trial-store.ts'
import { client } from '../trpc/client.ts'
import { isJson, isRecord } from '../ui/schema-form/json-value.ts'

/** Fixtures of a workflow as the server keeps them, and which of them this browser works with. */
export function trialCalls(workflowId: string): TrialDeps {
  return {
    list: () => client.fixture.list.query({ workflowId }),
    save: async (fixture, base) => {
      try {
        return await client.fixture.save.mutate({ workflowId, fixture, ...(base ? { base } : {}) })
      } catch (error) {
        throw refusal(error) ?? error
      }
    },
    remove: async (id) => void (await client.fixture.remove.mutate({ id })),
    fromRun: (runId, name) => client.fixture.fromRun.mutate({ runId, name }),
    value: async (runId, hash) => {
      const { value }: { readonly value: unknown } = await client.run.value.query({ runId, hash })
      return asJson(value)
    },
    keep: createFixtureKeep(workflowId),
    ...remembering(`eddy.fixture.${workflowId}`),
  }
}

function asJson(value: unknown): Json {
  return isJson(value) ? value : null
}

function remembering(key: string): Pick<TrialDeps, 'remembered' | 'remember'> {
  return {
    remembered: () => {
      try {
        return localStorage.getItem(key) ?? undefined
      } catch {
        return undefined
      }
    },
    remember: (id) => {
      try {
        if (id === undefined) localStorage.removeItem(key)
        else localStorage.setItem(key, id)
      } catch {
        // a browser that keeps nothing has its fixture until the page is left
      }
    },
  }
}

/** What the server says no to is no lost connection: it is not tried again. */
function refusal(error: unknown): Error | undefined {
  if (!(error instanceof TRPCClientError)) return undefined
  const data: unknown = error.data
  const eddy = isRecord(data) ? data['eddy'] : undefined
  if (!isRecord(eddy)) return isRecord(data) && data['httpStatus'] === 400 ? new RefusedFixture(`The server does not take this fixture: ${error.message}`) : undefined
  const { details } = eddy
  return eddy['code'] === 'STALE_SAVE' && isStored(details) ? new StaleFixture(details) : new RefusedFixture(error.message)
}

function isStored(value: unknown): value is StoredFixture {
  return isRecord(value) && typeof value['id'] === 'string' && typeof value['revision'] === 'number' && isRecord(value['fixture'])
}
