/** A draft that is this tab's as long as it is open. */
export interface DraftSlot {
  readonly name: string
  readonly release: () => void
}

const memory = 'eddy.slot'

/** The slot that this tab had before it was loaded again. */
export function rememberedSlot(workflow: string): string | undefined {
  try {
    return sessionStorage.getItem(`${memory}.${workflow}`) ?? undefined
  } catch {
    return undefined
  }
}

export function rememberSlot(workflow: string, slot: string): void {
  try {
    sessionStorage.setItem(`${memory}.${workflow}`, slot)
  } catch {
    // a tab that forgets its slot finds the draft as one that nobody has open
  }
}

/**
 * Takes a slot that no other tab has open. The browser lets go of it when the tab ends, however it ends. Without locks (a page that did not
 * come over https or from this machine) a slot is taken unasked.
 */
export async function claimSlot(workflow: string, slot: string): Promise<DraftSlot | undefined> {
  // absent outside secure contexts, whatever the types say
  const locks: LockManager | undefined = navigator.locks
  if (locks === undefined) return { name: slot, release: () => undefined }
  return new Promise((resolve, reject) => {
    const held = locks.request(`eddy-draft/${workflow}/${slot}`, { ifAvailable: true }, (lock) => {
      if (!lock) return resolve(undefined)
      return new Promise<void>((release) => resolve({ name: slot, release }))
    })
    held.catch(reject)
  })
}
