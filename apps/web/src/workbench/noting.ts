export interface Noted {
  readonly owner: string
  readonly note: string
  /** As the browser's field has it, in local time; empty: none. */
  readonly remindAt: string
}

interface Noting {
  readonly owner?: string | null
  readonly note?: string
  readonly remindAt?: string | null
}

/** As the server takes it: of one, an emptied field is taken away; of many, an empty field says nothing. */
export function notingOf({ owner, note, remindAt }: Noted, single: boolean): Noting {
  const at = remindAt === '' ? null : new Date(remindAt).toISOString()
  return {
    ...(owner.trim() !== '' || single ? { owner: owner.trim() || null } : {}),
    ...(note.trim() !== '' || single ? { note: note.trim() } : {}),
    ...(at !== null || single ? { remindAt: at } : {}),
  }
}

/** An ISO time as the browser's field has it: local, without seconds. */
export function localMoment(at: string): string {
  const moment = new Date(at)
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** What is noted beside one; nothing for many. */
export function notedOf(row: { readonly owner: string | null; readonly note: string; readonly remindAt: string | null } | undefined): Noted {
  return { owner: row?.owner ?? '', note: row?.note ?? '', remindAt: row?.remindAt ? localMoment(row.remindAt) : '' }
}
