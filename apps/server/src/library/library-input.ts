import { z } from 'zod'

export const entryName = z.string().min(1).max(64)
export const person = z.string().trim().min(1).max(120)

const names = z.record(z.string().max(400), z.string().min(1).max(400))

/** What takes the place of the names in a document. */
export const mapping = z.strictObject({ secrets: names.optional(), hosts: names.optional() })

export const sample = z.strictObject({ title: z.string().trim().min(1).max(120), input: z.record(z.string(), z.json()), expect: z.string().max(40) })
