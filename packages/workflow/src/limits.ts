/** The sizes a document may have. One place, so that browser, command line and server refuse the same documents. */
export const limits = {
  /** UTF-8 bytes of the document as JSON. */
  documentBytes: 5_000_000,
  /** Nesting of objects and arrays, configuration and literal values included. */
  jsonDepth: 256,
  /** Steps in all scopes together, handlers and the failure lane included. */
  steps: 100_000,
  /** Containers around a step. */
  nesting: 32,
  /** Library workflows that call one another. */
  composition: 32,
  /** Characters of one expression. */
  expressionLength: 10_000,
  /** Characters of a title or label. */
  titleLength: 200,
  /** Characters of a description or note. */
  textLength: 20_000,
  tags: 50,
  maxConcurrency: 10_000,
} as const
