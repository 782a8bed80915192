import { Refusal } from './refusal.ts'

/** What a server that only shows says to whoever wants something of it. */
export const onlyShows = (): Refusal => new Refusal('READ_ONLY', 'This server only shows what is there: it takes up no run, fires no trigger, and changes nothing, until it is started without EDDY_READ_ONLY.')
