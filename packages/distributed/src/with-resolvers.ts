/** The SDK of Restate asks for `Promise.withResolvers`, which Node 20 has not. To be imported before it. */
if (!('withResolvers' in Promise)) {
  Object.defineProperty(Promise, 'withResolvers', {
    configurable: true,
    writable: true,
    value: function withResolvers(this: PromiseConstructor) {
      let settle: { readonly resolve: (value: unknown) => void; readonly reject: (reason: unknown) => void } | undefined
      const promise = new this((resolve, reject) => (settle = { resolve, reject }))
      return { promise, ...settle }
    },
  })
}
