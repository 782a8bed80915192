import { Suspense } from 'react'
import { useCodeScope } from './code-scope.ts'
import { editorPart } from './editor-part.tsx'
import { WaitingText } from './waiting-text.tsx'

const JavascriptEditor = editorPart(() => import('./javascript-editor.tsx').then((module) => module.JavascriptEditor))

export interface CodeInputProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly invalid?: boolean
  readonly describedBy?: string | undefined
  readonly id?: string | undefined
}

export function CodeInput(props: CodeInputProps) {
  const scope = useCodeScope()
  return (
    <Suspense fallback={<WaitingText value={props.value} />}>
      <JavascriptEditor {...props} data={scope} placeholder="return args" />
    </Suspense>
  )
}
