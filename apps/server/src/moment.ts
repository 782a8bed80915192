import { z } from 'zod'

/** 0001-01-01: neither the database nor its calendar has a year 0. */
const FIRST_MS = -62_135_596_800_000

/** A time as people and programs write it, ISO 8601 with an offset, of those that the database can hold. */
export const Moment = z.iso.datetime({ offset: true }).refine((text) => !(Date.parse(text) < FIRST_MS), 'must not be before the year 1')
