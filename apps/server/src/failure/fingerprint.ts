import { createHash } from 'node:crypto'
import type { RunError } from '@eddy/engine'

/** What differs from run to run without being another reason: ids, numbers, times, quoted values. */
const VARYING = [/"[^"]*"/g, /'[^']*'/g, /\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, /\b[0-9a-f]{16,}\b/gi, /\d+([.:,/-]\d+)*/g]

/** One name for all failures of a workflow for the same reason: the code, the step (whatever its element) and the message less what varies. */
export function fingerprint(workflow: string, error: Pick<RunError, 'code' | 'message' | 'step'>): string {
  const step = (error.step ?? '').replace(/\[\d+\]/g, '[]')
  const message = VARYING.reduce((text, varying) => text.replace(varying, '…'), error.message.slice(0, 500))
  return createHash('sha256').update(JSON.stringify([workflow, error.code, step, message])).digest('hex').slice(0, 16)
}
