import { z } from 'zod'

export const SecretName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'must be a name of letters, digits and underscores that begins with a letter')
