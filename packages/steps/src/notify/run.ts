import type { Outcome, StepRequest } from '@eddy/engine'
import { z } from 'zod'
import { expressionFailure, type KindServices, type RunKind } from '../run-kind.ts'
import { publicRequest } from '../public-request.ts'
import { renderText } from '../template/render-template.ts'
import { notifyConfig, type NotifyConfig } from './contract.ts'
import type { Notice } from './notice.ts'
import { postNotice } from './post-notice.ts'

const LONGEST_LINE = 10_000

export const runNotify: RunKind = async (request, services) => {
  const read = notifyConfig.safeParse(request.step.config ?? {})
  if (!read.success) return invalid(`the configuration of the notice is not valid: ${z.prettifyError(read.error)}`)
  const { channel, url } = read.data
  if (channel === 'webhook' && url === undefined) return invalid('a webhook needs a url')
  let notice: Notice
  try {
    notice = await noticeOf(request, read.data, services)
  } catch (error) {
    return expressionFailure(error)
  }
  return channel === 'webhook' && url !== undefined ? postNotice(request, { notice, url, services }) : putInInbox(notice, services)
}

async function noticeOf(request: StepRequest, { title, text = '', level = 'info' }: NotifyConfig, { evaluator }: KindServices): Promise<Notice> {
  const rendering = { evaluator, arguments: publicRequest(request).arguments, context: request.context }
  return { runId: request.runId, step: request.path, title: await renderText(title, rendering), text: await renderText(text, rendering), level, key: request.idempotencyKey }
}

async function putInInbox(notice: Notice, { notify }: KindServices): Promise<Outcome> {
  if (!notify) return { kind: 'ok', value: { delivered: false }, logs: [{ level: notice.level, text: lineOf(notice) }] }
  try {
    await notify(notice)
    return { kind: 'ok', value: { delivered: true } }
  } catch (error) {
    return { kind: 'fail', error: { code: 'NOTICE_FAILED', message: `the inbox did not take the notice: ${error instanceof Error ? error.message : String(error)}`, retryable: true } }
  }
}

function lineOf({ title, text }: Notice): string {
  return (text === '' ? title : `${title}: ${text}`).slice(0, LONGEST_LINE)
}

function invalid(message: string): Outcome {
  return { kind: 'fail', error: { code: 'INVALID_CONFIG', message, retryable: false } }
}
