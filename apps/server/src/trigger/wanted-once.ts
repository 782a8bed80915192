import type { Json } from '@eddy/workflow'
import type { Database, Pointer } from '../db/index.ts'
import { wanted, type Wanted } from '../run/prepare-run.ts'
import { takesCanary } from '../version/chosen-version.ts'
import { requestOf } from './judge-firing.ts'
import type { TriggerRecord } from './trigger-record.ts'

/** What the triggers of one batch run, each looked up once, however many have fired. */
export class WantedOnce {
  readonly #db: Database
  readonly #known = new Map<string, Promise<Wanted>>()
  readonly #pointers = new Map<string, Promise<Pointer | null>>()

  constructor(db: Database) {
    this.#db = db
  }

  /** `id`: of the firing, by which it falls to one side of a canary or the other. */
  async of(trigger: TriggerRecord, id: string): Promise<Wanted> {
    const side = await this.#side(trigger, id)
    return once(this.#known, `${trigger.id} ${side}`, () => wanted({ db: this.#db }, requestOf(trigger, { id, event: {} }, NOTHING), id))
  }

  async #side({ id: triggerId, workflowId, runs }: TriggerRecord, id: string): Promise<boolean> {
    if (!('environment' in runs)) return false
    const { environment } = runs
    const pointer = await once(this.#pointers, triggerId, () => this.#db.prisma.pointer.findUnique({ where: { workflowId_environment: { workflowId, environment } } }))
    return pointer !== null && pointer.canary !== null && takesCanary(pointer, id, id)
  }
}

/** What is to run does not depend on it. */
const NOTHING: Json = {}

function once<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const made = known.get(key) ?? make()
  known.set(key, made)
  return made
}
