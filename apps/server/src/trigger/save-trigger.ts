import { Prisma, type Database } from '../db/index.ts'
import { newId } from '../new-id.ts'
import { Refusal } from '../refusal.ts'
import { refuseUnfitMapping } from './mapping-faults.ts'
import { nextTime, overFault } from './schedule-times.ts'
import type { TriggerConfig, TriggerSettings } from './trigger-config.ts'
import { triggerRecord, type TriggerRecord } from './trigger-record.ts'

export interface Saving {
  /** Of the one that is changed; without, a new one is made. */
  readonly id?: string | undefined
  /** The revision that the change was made from. */
  readonly revision?: number | undefined
  readonly workflowId: string
  readonly settings: TriggerSettings
  readonly enabled: boolean
}

/** Makes a trigger or changes one. What is planned begins anew: from now on, never for what has been. */
export async function saveTrigger(db: Database, saving: Saving, now: Date): Promise<TriggerRecord> {
  const { id, revision, workflowId, settings, enabled } = saving
  await refuseUnknown(db, saving)
  if (id === undefined) refuseOver(settings, now)
  const { config, mapping, filter, runs, overlap, name } = settings
  await refuseUnfitMapping(db, { workflowId, mapping, runs })
  const data = {
    name, kind: config.kind, config: config as Prisma.InputJsonObject, mapping: mapping ?? Prisma.DbNull, filter, runs, overlap, enabled, trouble: null, updatedAt: now,
    ...startingPoint(config, now), route: routeOf(config),
  }
  try {
    if (id === undefined) return triggerRecord(await db.prisma.trigger.create({ data: { id: newId(), workflowId, ...data } }))
    const [changed] = await db.prisma.trigger.updateManyAndReturn({ where: { id, ...(revision === undefined ? {} : { revision }) }, data: { ...data, revision: { increment: 1 } } })
    if (changed) return triggerRecord(changed)
  } catch (error) {
    throw taken(error, settings)
  }
  throw (await db.prisma.trigger.count({ where: { id } })) > 0 ? new Refusal('STALE_SAVE', `The trigger "${name}" was changed by somebody else meanwhile. Look at it again, then change it.`) : gone(id)
}

/** Where a trigger begins to look: nothing that was before fires. */
export function startingPoint(config: TriggerConfig, now: Date): { readonly nextAt: Date | null; readonly seenUntil: Date | null } {
  return { nextAt: config.kind === 'schedule' ? nextTime(config.when, now) : null, seenUntil: config.kind === 'file' ? null : now }
}

export function gone(id: string): Refusal {
  return new Refusal('NOT_FOUND', `There is no trigger ${id}; it may have been removed.`)
}

async function refuseUnknown({ prisma }: Database, { workflowId, settings: { config } }: Saving): Promise<void> {
  const ids = config.kind === 'run' ? [workflowId, config.workflowId] : [workflowId]
  for (const id of ids) if ((await prisma.workflow.count({ where: { id } })) === 0) throw new Refusal('NOT_FOUND', `There is no workflow ${id}; it may have been removed.`)
  if (config.kind === 'run' && config.workflowId === workflowId) throw new Refusal('INVALID_INPUT', 'A workflow that is started by its own end would never stop. Choose another workflow to wait for.')
}

/** One that has fired may still be changed. */
function refuseOver({ config }: TriggerSettings, now: Date): void {
  const fault = config.kind === 'schedule' ? overFault(config.when, now) : undefined
  if (fault !== undefined) throw new Refusal('INVALID_INPUT', `${fault} Choose a later time.`)
}

function routeOf(config: TriggerConfig): string | null {
  return config.kind === 'webhook' ? `${config.method} /${config.path}` : null
}

function taken(error: unknown, { name, config }: TriggerSettings): unknown {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') return error
  const route = config.kind === 'webhook' && JSON.stringify(error.meta ?? {}).includes('route')
  return new Refusal('NAME_TAKEN', route ? `Another trigger already answers ${config.method} /hooks/${config.path}; choose another path.` : `The workflow has a trigger called "${name}" already; choose another name.`)
}
