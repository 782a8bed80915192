import './with-resolvers.ts'

/** Restate's SDK. Fetched here and not by an `import` above, which the server's program would load for everybody, also without Restate. */
export const restate = await import('@restatedev/restate-sdk')
