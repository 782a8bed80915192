import { Gathered } from '../db/gathered.ts'
import { Prisma, type Database } from '../db/index.ts'
import type { PrepareDeps } from '../run/prepare-run.ts'
import { triggersOfRoutes } from './stored-triggers.ts'
import type { TriggerRecord } from './trigger-record.ts'
import { WantedOnce } from './wanted-once.ts'

/** All that deliveries to one webhook go by, as it was when it was looked up: the trigger, what it runs, the secrets that there are. */
export interface KnownWebhook {
  readonly trigger: TriggerRecord
  /** Changes with any of it. A firing that goes by it is written only while the database has the same. */
  readonly stamp: string
  readonly wanted: WantedOnce
  readonly secrets: PrepareDeps['secrets']
}

/** Of a trigger `t` and its workflow `w`. Versions do not change, but for their retirement, and one that is pointed at cannot be retired. */
export const STAMP = `concat_ws(' ', t.revision, t.enabled, w.revision, w.content_hash,
  (SELECT string_agg(concat_ws(' ', p.environment, p.number, p.canary, p.canary_share, p.moved_at), ' ' ORDER BY p.environment) FROM pointer p WHERE p.workflow_id = w.id),
  (SELECT concat_ws(' ', count(*), max(s.updated_at)) FROM secret s))`

const MOST_KNOWN = 1000

/** Webhooks by their routes. Those that many deliveries come to are looked up once, until something of them has changed. */
export class KnownWebhooks {
  readonly #db: Database
  readonly #secrets: PrepareDeps['secrets']
  readonly #known = new Map<string, KnownWebhook>()
  readonly #looked: Gathered<string, KnownWebhook | undefined>

  constructor(db: Database, secrets: PrepareDeps['secrets']) {
    this.#db = db
    this.#secrets = secrets
    this.#looked = new Gathered((routes) => this.#lookAll(routes))
  }

  /** As it was some time ago; undefined where that is not known. */
  remembered(route: string): KnownWebhook | undefined {
    return this.#known.get(route)
  }

  /** As it is now; undefined where there is none. All that are asked for together are looked up together. */
  look(route: string): Promise<KnownWebhook | undefined> {
    return this.#looked.ask(route)
  }

  /** `known` may be gone by from now on: everything that it comes from is in its stamp. */
  remember(route: string, known: KnownWebhook): void {
    if (this.#known.size >= MOST_KNOWN) this.#known.clear()
    this.#known.set(route, known)
  }

  forget(route: string): void {
    this.#known.delete(route)
  }

  async #lookAll(routes: readonly string[]): Promise<readonly (KnownWebhook | undefined)[]> {
    // first: what changes while the rest is read is another stamp
    const stamps = await this.#db.prisma.$queryRaw<{ id: string; stamp: string }[]>`SELECT t.id, ${Prisma.raw(STAMP)} AS stamp FROM trigger t JOIN workflow w ON w.id = t.workflow_id WHERE t.route = ANY(${[...routes]})`
    const stampOf = new Map(stamps.map(({ id, stamp }) => [id, stamp]))
    const triggers = await triggersOfRoutes(this.#db, routes)
    const known = new Map<string, KnownWebhook>()
    for (const trigger of triggers) if (trigger) known.set(trigger.id, { trigger, stamp: stampOf.get(trigger.id) ?? '', wanted: new WantedOnce(this.#db), secrets: onceNamed(this.#secrets) })
    return triggers.map((trigger) => trigger && known.get(trigger.id))
  }
}

/** Asks for the names once, and after the stamp: names of before it would be kept for as long as it stays. */
function onceNamed(secrets: PrepareDeps['secrets']): PrepareDeps['secrets'] {
  let once: Promise<ReadonlySet<string>> | undefined
  const names = () => (once ??= secrets?.names() ?? Promise.resolve(new Set<string>()))
  return secrets && { names, namesWith: names }
}
