import { readRoster, type AgentDesk } from '@eddy/steps/run'
import type { SecretStore } from '../secret/secret-store.ts'
import { createStoredState } from '../shared/keyed-state.ts'
import type { Context } from '../trpc/context.ts'
import type { KnownAgent, Place } from './install-plan.ts'

type PlaceSource = Pick<Context, 'db' | 'allowedHosts' | 'demoUrl'> & { readonly secrets?: SecretStore | undefined; readonly workspace?: string | undefined; readonly agents?: AgentDesk | undefined }

/** What a procedure's server has. */
export async function placeOf({ db, secrets, allowedHosts, demoUrl, workspace, agents }: PlaceSource): Promise<Place> {
  return { db, demoUrl, workspace, agents: agents && (await knownAgents(db, agents)), secrets: (await secrets?.names()) ?? new Set(), allowedHosts: allowedHosts.map((host) => host.toLowerCase()) }
}

/** Those that are always there, and those that steps have started. */
async function knownAgents(db: Context['db'], desk: AgentDesk): Promise<readonly KnownAgent[]> {
  const standing = desk.list().map(({ name, pools, actions }): KnownAgent => ({ name, pools, actions: actions.map((action) => action.name) }))
  const roster = await readRoster(createStoredState(db))
  const started = roster.filter(({ name }) => !standing.some((agent) => agent.name === name))
  return [...standing, ...started.map(({ name, role, pools }): KnownAgent => ({ name, pools, actions: standing.find((agent) => agent.name === role || agent.pools.includes(role))?.actions ?? [] }))]
}
