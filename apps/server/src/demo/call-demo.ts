import { Refusal } from '../refusal.ts'

/** Asks the demo service; its JSON answer. */
export async function callDemo(demoUrl: string | null, path: string, init?: RequestInit): Promise<unknown> {
  if (demoUrl === null) throw new Refusal('DEMO_OFF', 'The demo service is off (EDDY_DEMO=off).')
  try {
    const answer = await fetch(demoUrl + path, { ...init, signal: AbortSignal.timeout(5000) })
    return await answer.json()
  } catch {
    throw new Refusal('DEMO_UNREACHABLE', `The demo service at ${demoUrl} does not answer; restart Eddy to start it again.`)
  }
}
