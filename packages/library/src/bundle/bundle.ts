import { expectationSchema } from '@eddy/rehearsal'
import { documentSchema, extensionSchema } from '@eddy/workflow'
import { z } from 'zod'

const text = (max: number) => z.string().max(max)

const sampleSchema = z.strictObject({
  title: text(120).describe('What it shows.'),
  input: z.record(z.string(), z.json()).describe('The input of the run.'),
  expect: text(40).describe('The status in which its run ends.'),
})

const standingPackageSchema = z.strictObject({
  name: text(64),
  number: z.int().min(1),
  title: text(120),
  description: text(4000),
  category: text(40),
  tags: z.array(text(40)).max(20),
  note: text(2000),
  publishedAt: z.iso.datetime(),
  publishedBy: text(120).nullable(),
  origin: z.strictObject({ name: text(64), number: z.int().min(1), contentHash: text(64) }).nullable().describe('What it was forked from.'),
  contentHash: text(64),
  document: documentSchema,
  composed: z.record(text(200), documentSchema).describe('By reference, every workflow that it composes.'),
  samples: z.array(sampleSchema).max(50),
  expectations: z.array(expectationSchema).max(5000),
})

/** One that extends another brings it along: `document` has the patches applied, and says so to whoever knows nothing of extensions. */
const bundledPackageSchema = standingPackageSchema.extend({
  extension: z.strictObject({ made: extensionSchema, base: standingPackageSchema }).optional().describe('What it does unlike the package `base`, which it extends.'),
})

/** A file of library packages, signed as a whole. */
export const bundleSchema = z.strictObject({
  bundle: z.literal(1),
  createdAt: z.iso.datetime(),
  packages: z.array(bundledPackageSchema).min(1).max(500),
  signer: z.strictObject({ name: text(120), publicKey: text(200).describe('Ed25519, SPKI DER in base64.') }),
  signature: text(200).describe('Ed25519 over the canonical JSON (RFC 8785) of all other fields, base64.'),
})

export type Bundle = z.infer<typeof bundleSchema>
export type BundledPackage = Bundle['packages'][number]
/** A package that stands for itself. */
export type StandingPackage = z.infer<typeof standingPackageSchema>
export type Sample = z.infer<typeof sampleSchema>
export type Signer = Bundle['signer']
