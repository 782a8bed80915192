import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import type { Diagnostic } from '@codemirror/lint'
import type { EditorView, Tooltip } from '@codemirror/view'
import { codeFaults } from '../code-faults.ts'
import { completeCode } from '../code-completion.ts'
import type { CodeScope } from '../code-scope.ts'
import { scopeTypes } from './scope-types.ts'
import type { TypeOption } from './type-request.ts'
import { typeService } from './type-service.ts'

/** What is wrong with the code, by its types; without them, where it cannot be read. */
export async function typedFaults(view: EditorView, scope: CodeScope): Promise<readonly Diagnostic[]> {
  const code = view.state.doc.toString()
  if (code.trim() === '') return []
  const answer = await typeService.ask({ ask: 'faults', code, scope: scopeTypes(scope), at: 0 })
  // what was typed meanwhile is checked by the next turn
  if (view.state.doc.toString() !== code) return []
  return answer?.faults?.map((fault) => ({ ...fault })) ?? codeFaults(view.state)
}

const kinds: { readonly [kind: string]: string } = { property: 'property', method: 'function', function: 'function', 'local function': 'function', const: 'variable', let: 'variable', var: 'variable', 'local var': 'variable', parameter: 'variable', keyword: 'keyword' }

/** What can stand at the caret, by its types; without them, what Eddy hands over. */
export async function typedCompletion(context: CompletionContext, scope: CodeScope): Promise<CompletionResult | null> {
  const word = context.matchBefore(/[\w$]*$/)
  const from = word?.from ?? context.pos
  const afterDot = context.state.sliceDoc(from - 1, from) === '.'
  if (from === context.pos && !afterDot && !context.explicit) return null
  const code = context.state.doc.toString()
  const types = scopeTypes(scope)
  const answer = await typeService.ask({ ask: 'options', code, scope: types, at: context.pos })
  if (context.aborted) return null
  if (!answer?.options) return completeCode(context, scope)
  const about = (name: string) => typeService.ask({ ask: 'about', code, scope: types, at: context.pos, name })
  const options = answer.options.map((option) => completion(option, about))
  return options.length === 0 ? null : { from, options, validFor: /^[\w$]*$/ }
}

function completion({ label, kind, own }: TypeOption, about: (name: string) => Promise<{ readonly about?: string | undefined } | undefined>): Completion {
  const type = kinds[kind]
  return { label, boost: own ? 50 : kind === 'keyword' ? -50 : -10, ...(type ? { type } : {}), info: async () => textNode((await about(label))?.about) }
}

/** What a name is, where the pointer rests. */
export async function typedTooltip(view: EditorView, at: number, scope: CodeScope): Promise<Tooltip | null> {
  const answer = await typeService.ask({ ask: 'about', code: view.state.doc.toString(), scope: scopeTypes(scope), at })
  const dom = textNode(answer?.about)
  return dom && { pos: at, create: () => ({ dom }) }
}

function textNode(text: string | undefined): HTMLElement | null {
  if (!text) return null
  return Object.assign(document.createElement('div'), { className: 'cm-typeInfo', textContent: text })
}
