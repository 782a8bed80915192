declare module 'otlp-with-decoder/build/src/generated/root.js' {
  interface Message {
    decode(body: Uint8Array): object
    fromObject(json: object): object
    toObject(message: object, options: { readonly bytes: StringConstructor; readonly longs: StringConstructor; readonly arrays: boolean; readonly defaults: boolean }): unknown
  }
  const root: { readonly opentelemetry: { readonly proto: { readonly collector: { readonly trace: { readonly v1: { readonly ExportTraceServiceRequest: Message } } } } } }
  // oxlint-disable-next-line import/no-default-export -- it is the package's own
  export default root
}
