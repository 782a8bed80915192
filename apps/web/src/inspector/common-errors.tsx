import { ERROR_CLASSES } from '@eddy/engine'
import { Select, type SelectOption } from '../ui/select.tsx'
import { splitErrors } from './error-codes.ts'
import { useInspector } from './inspector-context.tsx'
import { classWords } from './policy-text.ts'

export interface CommonErrorsProps {
  readonly number: number
  readonly kind: string
  readonly onPick: (when: string) => void
}

/** Conditions that need no typing: the errors of the kind, those of every step, and the classes. */
export function CommonErrors({ number, kind, onPick }: CommonErrorsProps) {
  const { catalog } = useInspector()
  const { codes } = splitErrors(catalog.get(kind)?.docs ?? '')
  const own = codes.flatMap(({ code }) => (/^[A-Z][A-Z0-9_]*$/.test(code) ? [codeOption(code)] : code === 'HTTP_<status>' ? http : []))
  const classes = ERROR_CLASSES.map((name) => ({ value: `error.class = '${name}'`, label: `${name}: ${classWords[name] ?? ''}` }))
  const options = [{ value: '', label: 'One of the usual conditions …' }, { value: 'true', label: 'Whatever the error' }, ...own, codeOption('STEP_TIMEOUT'), ...classes]
  return <Select label={`Rule ${number}: usual conditions`} value="" options={unique(options)} onChange={(when) => when && onPick(when)} />
}

const http = ['HTTP_404', 'HTTP_409', 'HTTP_429', 'HTTP_500', 'HTTP_503'].map(codeOption)

function codeOption(code: string): SelectOption {
  return { value: `error.code = '${code}'`, label: code }
}

function unique(options: readonly SelectOption[]): readonly SelectOption[] {
  return [...new Map(options.map((option) => [option.value, option])).values()]
}
