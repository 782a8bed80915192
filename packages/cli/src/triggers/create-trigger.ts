import { EXIT } from '../exit-code.ts'
import type { Output } from '../output.ts'
import { asObject, asText, openServer } from '../runs/server.ts'
import { workflowId } from './trigger-commands.ts'
import { settingsOf, type CreateOptions } from './trigger-settings.ts'

/** `eddy triggers create WORKFLOW NAME --cron '0 9 * * *'`. */
export async function createTrigger({ workflow, name }: { readonly workflow: string; readonly name: string }, options: CreateOptions, output: Output): Promise<number> {
  const { after, webhook, paused = false, json } = options
  const server = openServer(options.server)
  const settings = settingsOf(options, after === undefined ? undefined : await workflowId(server, after))
  const trigger = asObject(await server.mutate('trigger.save', { workflowId: await workflowId(server, workflow), settings: { name, ...settings }, enabled: !paused })) ?? {}
  const next = asText(trigger['nextAt'])
  const more = paused ? ', and is paused' : `${next === '' ? '' : `; next at ${next}`}${webhook === undefined ? '' : `; call ${server.url}/hooks/${webhook}`}`
  output.out(json ? JSON.stringify(trigger) : `Trigger ${asText(trigger['id'])} of ${workflow} is set up${more}.`)
  return EXIT.succeeded
}
