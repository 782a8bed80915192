import { z } from 'zod'

/** The most that a column of integers holds. */
export const MOST_INT = 2 ** 31 - 1

/** A whole number that goes to a column: what is larger is refused here, rather than by the database. */
export const StoredInt = z.int().max(MOST_INT)
