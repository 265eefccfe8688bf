import { describe, expect, it } from 'vitest'
import { html, joined } from './html.ts'

describe('html', () => {
  it('escapes inserted texts in content and in attributes', () => {
    const hostile = `<script>"&'</script>`
    expect(html`<a title="${hostile}">${hostile}</a>`.text).toBe(
      '<a title="&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;">&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;</a>',
    )
  })

  it('inserts HTML unchanged, and renders nothing for absent values', () => {
    expect(html`${html`<b>1</b>`}${[html`a`, html`b`]}${false}${undefined}${2}`.text).toBe('<b>1</b>ab2')
    expect(joined([html`a`, html`b`], ' & ').text).toBe('a &amp; b')
  })
})
