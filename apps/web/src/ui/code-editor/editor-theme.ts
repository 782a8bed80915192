import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const look = EditorView.theme({
  '&': { fontSize: 'var(--size-12)', backgroundColor: 'transparent', color: 'var(--text)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '18px', maxHeight: '360px', overflow: 'auto' },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 8px' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': { background: 'color-mix(in srgb, var(--text) 16%, transparent)' },
  '.cm-placeholder': { color: 'var(--muted)' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--muted)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 4px 0 8px', minWidth: '24px' },
  '.cm-gutter-lint': { width: '14px' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '2px 0 0 2px' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--hover)', outline: '1px solid var(--edge)' },
  '.cm-tooltip': { border: '1px solid var(--border)', borderRadius: 'var(--radius-8)', backgroundColor: 'var(--raised)', color: 'var(--text)', boxShadow: 'var(--shadow-panel)', zIndex: '70' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', fontSize: 'var(--size-12)', maxHeight: '240px', padding: '4px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 6px', borderRadius: 'var(--radius-4)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--hover)', color: 'var(--text)', outline: '1px solid var(--edge)', outlineOffset: '-1px' },
  '.cm-completionDetail': { color: 'var(--muted)', fontStyle: 'normal', marginLeft: '10px' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-completionInfo': { padding: '6px 8px', maxWidth: '280px', fontSize: 'var(--size-12)', lineHeight: '16px' },
  '.cm-diagnostic': { padding: '4px 8px', fontSize: 'var(--size-12)', border: 'none' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--state-failed)', textUnderlineOffset: '3px' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--warning)', textUnderlineOffset: '3px' },
  '.cm-typeInfo': { maxWidth: '420px', padding: '6px 8px', fontFamily: 'var(--mono)', fontSize: 'var(--size-11)', lineHeight: '16px', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  '.cm-lintPoint-error::after': { borderBottomColor: 'var(--state-failed)' },
})

// weight and lightness, hardly any hue: colour belongs to states
const ink = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword], fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--kind-wait)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--kind-human)' },
  { tag: [tags.function(tags.variableName), tags.special(tags.variableName)], color: 'var(--kind-action)' },
  { tag: tags.propertyName, color: 'var(--text)' },
  { tag: [tags.comment, tags.lineComment, tags.blockComment], color: 'var(--muted)', fontStyle: 'italic' },
  { tag: tags.operator, color: 'var(--muted)' },
])

export const editorTheme: Extension = [look, syntaxHighlighting(ink)]
