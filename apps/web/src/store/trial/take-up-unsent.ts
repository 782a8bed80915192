import { sameJson } from '@eddy/workflow'
import type { FixtureDraft, StoredFixture } from './fixture-drafts.ts'
import type { UnsentFixture } from './fixture-keep.ts'

/** The draft that goes on with what was unsent, on top of what the server has by now. */
export function takeUpUnsent({ key, fixture, base, sending }: UnsentFixture, stored: readonly StoredFixture[]): FixtureDraft {
  const now = stored.find((one) => (base ? one.id === base.id : one.fixture.name === (sending ?? fixture).name))
  if (now && sameJson(now.fixture, fixture)) return { key: now.id, fixture, base: { id: now.id, revision: now.revision }, save: { kind: 'saved' } }
  if (now && sending && sameJson(now.fixture, sending)) return { key: now.id, fixture, base: { id: now.id, revision: now.revision }, save: { kind: 'unsaved' } }
  if (!base) return { key, fixture, save: { kind: 'unsaved' } }
  return { key: base.id, fixture, base, save: now && now.revision !== base.revision ? { kind: 'stale', stored: now } : { kind: 'unsaved' } }
}
