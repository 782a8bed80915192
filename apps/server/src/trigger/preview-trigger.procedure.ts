import { z } from 'zod'
import { JsonValue } from '../json-value.ts'
import { procedure } from '../trpc/init.ts'
import { hostOf } from './host-of.ts'
import { mapEvent } from './map-event.ts'
import { Expression, RunsChoice, TriggerConfig } from './trigger-config.ts'
import { sampleEvent } from './trigger-event.ts'
import { wantedDocument } from './wanted-document.ts'

const KINDS = ['manual', 'api', 'webhook', 'schedule', 'run', 'signal', 'file'] as const satisfies readonly TriggerConfig['kind'][]

/** The input that a run would get of a sample, and all that would keep it from starting. Nothing is started. */
export const previewTrigger = procedure
  .input(z.object({ workflowId: z.string(), kind: z.enum(KINDS), mapping: z.record(z.string(), Expression).nullable().default(null), filter: Expression.nullable().default(null), runs: RunsChoice.default({ environment: 'live' }), sample: z.record(z.string(), JsonValue).optional() }))
  .query(async ({ ctx, input }) => {
    const host = hostOf(ctx)
    const event = input.sample ?? sampleEvent(input.kind, new Date(host.now()))
    const document = await wantedDocument(ctx.db, input, 'preview')
    return { event, inputs: document.inputs ?? [], ...(await mapEvent(host.options.evaluator, input, { event, document })) }
  })
