type Numbers = Uint8Array | Int32Array | Uint32Array | Float64Array

/** A part of a list of numbers that is longer or shorter than it was. */
interface Splice {
  /** The first number, in the old list, that comes after it. */
  readonly to: number
  readonly by: number
}

/** How much more room than it needs a list gets when it has none left. */
const spare = 1.2

/**
 * A copy of a list of numbers with a part that has grown or shrunk; what is in the part is for the caller to say.
 * The copy takes over room behind the end: to make so much of it anew, filled with noughts, takes longer than to copy it.
 */
export function spliced<List extends Numbers>(old: List, { to, by }: Splice): List {
  const length = old.length + by
  const next = withRoom(old, length)
  if (by !== 0) next.copyWithin(to + by, to, old.length)
  // the same kind of list
  return next.subarray(0, length) as List
}

function withRoom(old: Numbers, length: number): Numbers {
  const size = old.BYTES_PER_ELEMENT
  const copied = old.buffer.byteLength >= length * size ? old.buffer.slice(0) : grown(old.buffer, Math.ceil(length * spare) * size)
  if (old instanceof Uint8Array) return new Uint8Array(copied)
  if (old instanceof Int32Array) return new Int32Array(copied)
  return old instanceof Uint32Array ? new Uint32Array(copied) : new Float64Array(copied)
}

function grown(buffer: ArrayBufferLike, bytes: number): ArrayBuffer {
  const next = new ArrayBuffer(bytes)
  new Uint8Array(next).set(new Uint8Array(buffer))
  return next
}
