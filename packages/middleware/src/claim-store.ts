/** A lease that somebody has. */
export interface Lease {
  readonly name: string
  readonly holder: string
  /** Grows with every lease of the name: whoever shows a smaller one comes too late. */
  readonly token: number
  /** Milliseconds since the epoch. */
  readonly until: number
}

export interface ClaimRequest {
  readonly name: string
  readonly holder: string
  readonly now: number
  readonly leaseMs: number
}

/** Where leases are kept; each call must be atomic over all hosts that share the store. */
export interface ClaimStore {
  /** A new lease, where the name is free, its lease is over, or the same holder has it; else the lease that stands in the way. */
  take(request: ClaimRequest): ClaimAnswer | Promise<ClaimAnswer>
  /** Gives a lease back; nothing happens when it is no longer the one of its name. */
  release(lease: Lease): void | Promise<void>
}

export type ClaimAnswer = { readonly kind: 'taken'; readonly lease: Lease } | { readonly kind: 'held'; readonly lease: Lease }

/** Keeps leases in memory, for one process and for tests. One counter gives the tokens of all names. */
export function memoryClaimStore(): ClaimStore {
  const leases = new Map<string, Lease>()
  let tokens = 0
  return {
    take({ name, holder, now, leaseMs }) {
      const held = leases.get(name)
      if (held !== undefined && held.holder !== holder && held.until > now) return { kind: 'held', lease: held }
      const lease = { name, holder, token: ++tokens, until: now + leaseMs }
      leases.set(name, lease)
      return { kind: 'taken', lease }
    },
    release({ name, token }) {
      if (leases.get(name)?.token === token) leases.delete(name)
    },
  }
}
