import { StreamLanguage } from '@codemirror/language'
import { type Extension, RangeSetBuilder } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, ViewPlugin } from '@codemirror/view'
import { textSpans } from '@eddy/steps/evaluate'
import { expressionToken } from '../expression-editor/expression-language.ts'

interface Place {
  comment: boolean
  inside: boolean
}

const colours = StreamLanguage.define<Place>({
  name: 'template',
  startState: () => ({ comment: false, inside: false }),
  token: (stream, place) => {
    if (!place.inside) {
      if (stream.match('{{')) {
        place.inside = true
        return 'keyword'
      }
      stream.next()
      while (!stream.eol() && !stream.match('{{', false)) stream.next()
      return null
    }
    if (stream.match('}}')) {
      place.inside = false
      return 'keyword'
    }
    return expressionToken(stream, place)
  },
  languageData: { closeBrackets: { brackets: ['(', '[', '{', '"'] } },
})

const mark = Decoration.mark({ class: 'cm-eddyExpression' })

/** A ground under each expression, from where it begins to where it ends as the engine reads it. */
const grounds = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet
    constructor(view: EditorView) {
      this.decorations = made(view)
    }
    update({ docChanged, view }: { readonly docChanged: boolean; readonly view: EditorView }) {
      if (docChanged) this.decorations = made(view)
    }
  },
  { decorations: (plugin) => plugin.decorations },
)

function made(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  for (const { part, from, to } of textSpans(view.state.doc.toString())) if ('expr' in part) builder.add(from, to, mark)
  return builder.finish()
}

const look = EditorView.theme({
  '.cm-eddyExpression': { borderRadius: 'var(--radius-4)', backgroundColor: 'var(--hover)' },
})

export const templateLanguage: Extension = [colours, grounds, look]
