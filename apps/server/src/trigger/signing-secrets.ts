import type { Database } from '../db/index.ts'
import { triggerRecord } from './trigger-record.ts'

export interface SigningSecret {
  readonly secret: string
  readonly trigger: string
  readonly workflow: { readonly id: string; readonly name: string; readonly title: string | null }
}

/** The secrets that requests to webhooks are signed with. */
export async function signingSecrets({ prisma }: Database): Promise<readonly SigningSecret[]> {
  const hooks = await prisma.trigger.findMany({ where: { kind: 'webhook' }, include: { workflow: { select: { id: true, name: true, title: true } } }, orderBy: { name: 'asc' } })
  return hooks.flatMap(({ workflow, ...row }) => {
    const { config, name } = triggerRecord(row)
    return config.kind === 'webhook' && config.signature !== null ? [{ secret: config.signature.secret, trigger: name, workflow }] : []
  })
}
