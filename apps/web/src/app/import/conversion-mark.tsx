import type { Conversion } from '@eddy/workflow'
import { Ban, Check, EqualApproximately, type LucideIcon } from 'lucide-react'

export const conversionWords: { readonly [how in Conversion]: string } = { exact: 'Exact', approximated: 'To be looked at', refused: 'Not taken over' }
const MARKS: { readonly [how in Conversion]: LucideIcon } = { exact: Check, approximated: EqualApproximately, refused: Ban }

export function ConversionMark({ how }: { readonly how: Conversion }) {
  const Icon = MARKS[how]
  return <Icon size={14} aria-hidden />
}
