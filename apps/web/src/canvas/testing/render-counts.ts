interface Fiber {
  readonly flags: number
  readonly type: unknown
  readonly memoizedProps: unknown
  readonly child: Fiber | null
  readonly sibling: Fiber | null
  readonly alternate: Fiber | null
}

/** React marks a component that it has called. */
const performedWork = 1

/** Which components React has called, as `Name id`; imported before React, which looks for the hook when it is loaded. */
export const rendered = new Map<string, number>()

function note(fiber: Fiber): void {
  const name = typeof fiber.type === 'function' ? fiber.type.name : undefined
  if (!name || !(fiber.flags & performedWork)) return
  const props = fiber.memoizedProps
  const id = typeof props === 'object' && props !== null && 'id' in props ? String(props.id) : ''
  const key = `${name} ${id}`.trim()
  rendered.set(key, (rendered.get(key) ?? 0) + 1)
}

/** What is the same fiber as before was not looked at in this commit. */
function walk(fiber: Fiber, before: Fiber | null): void {
  note(fiber)
  if (before && fiber.child === before.child) return
  for (let child = fiber.child; child; child = child.sibling) {
    if (child.alternate === null || before === null) walk(child, null)
    else if (!isAmong(child, before.child)) walk(child, child.alternate)
  }
}

function isAmong(fiber: Fiber, first: Fiber | null): boolean {
  for (let child = first; child; child = child.sibling) if (child === fiber) return true
  return false
}

Object.defineProperty(globalThis, '__REACT_DEVTOOLS_GLOBAL_HOOK__', {
  value: {
    supportsFiber: true,
    inject: () => 1,
    onCommitFiberRoot: (_: number, root: { readonly current: Fiber }) => walk(root.current, root.current.alternate),
    onCommitFiberUnmount: () => {},
    onPostCommitFiberRoot: () => {},
    checkDCE: () => {},
  },
})
