import type { Json } from '@eddy/workflow'
import type { StoredEvent } from './log-pages.ts'

/** What a run goes by. Eddy named these as it names values where they were large, and whoever looked at such a run could not follow it. */
const FORMS = ['undone', 'left', 'residue', 'steps', 'elements', 'document', 'outcome', 'otherwise', 'resolution', 'kept', 'error', 'logs']
const NAMED_FORM = new RegExp(`"(?:${FORMS.join('|')})":\\s*\\{"\\$blob"`)

/** Whether a part of a log has some. O(text). */
export function namesForms(text: string): boolean {
  return NAMED_FORM.test(text)
}

/** The same events with all forms in place, found by their hashes; large values stay named. */
export async function withForms(events: readonly StoredEvent[], find: (hash: string) => Promise<Json | undefined>): Promise<readonly StoredEvent[]> {
  return Promise.all(events.map(async (event) => {
    const named = Object.entries(event.data).filter(([key, value]) => FORMS.includes(key) && hashOf(value) !== undefined)
    if (named.length === 0) return event
    const found = await Promise.all(named.map(async ([key, value]) => [key, (await find(hashOf(value) ?? '')) ?? value]))
    return { ...event, data: { ...event.data, ...Object.fromEntries(found) } } as StoredEvent
  }))
}

function hashOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && '$blob' in value && typeof value.$blob === 'string' ? value.$blob : undefined
}
