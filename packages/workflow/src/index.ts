export type * from './catalog.ts'
export type * from './document.ts'
export { parseDuration } from './duration.ts'
