import { describe, expect, it } from 'vitest'
import { splitNote, toText } from './build-note.ts'
import { htmlToText, isHtml } from './html-to-text.ts'

describe('the HTML of a note', () => {
  it.each([
    ['<p>One</p><p>Two</p>', 'One\n\nTwo'],
    ['<div>One</div><div>Two<br>Three</div>', 'One\n\nTwo\nThree'],
    ['One<br/>Two<BR />Three', 'One\nTwo\nThree'],
    ['<ul><li>One</li><li>Two</li></ul>', '- One\n- Two'],
    ['Caff&egrave; &amp; t&#232; &lt;b&gt; &#x20AC;&nbsp;5', 'Caffè & tè <b> € 5'],
    ['<a href="https://a.example/x?b=1&amp;c=2">offer</a>', 'offer (https://a.example/x?b=1&c=2)'],
    ["<a href='https://a.example/'>https://a.example</a>", 'https://a.example/'],
    ['<a href="mailto:a@b.example">a@b.example</a>', 'a@b.example'],
    ['<a href="javascript:alert(1)">click</a>', 'click'],
    ['<style>p { color: red }</style><script>alert("</p>")</script>Text<!-- no -->', 'Text'],
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a\tb\n\nc'],
    ['<p style="margin:0">  a\n   b  </p>', 'a b'],
    ['&amp;lt;', '&lt;'],
  ])('%s becomes text with its lines and links', (html, text) => expect(htmlToText(html)).toBe(text))

  it('is recognised by tags and entities, not by signs in a text', () => {
    expect(['<p>x</p>', 'a<br>b', 'x &amp; y'].map(isHtml)).toEqual([true, true, true])
    expect(['a < b > c', 'x & y; z', '<mario@x.example>', '1<2'].map(isHtml)).toEqual([
      false,
      false,
      false,
      false,
    ])
    expect(toText('a < b', true)).toBe('a < b')
    expect(toText('a<br>b', false)).toBe('a<br>b')
  })
})

describe('a note that is too long', () => {
  it('is split at a space into numbered parts that are not too long and lose no word', () => {
    const words = Array.from({ length: 4_000 }, (_, index) => `word${index}`)
    const parts = splitNote(words.join(' '))
    expect(parts).toHaveLength(4)
    for (const [index, part] of parts.entries()) {
      expect(part.length).toBeLessThanOrEqual(10_000)
      expect(part).toMatch(new RegExp(`\\(${index + 1}/4\\)$`))
    }
    expect(
      parts
        .map((part) => part.replace(/ \(\d\/4\)$/, ''))
        .join(' ')
        .split(' '),
    ).toEqual(words)
  })

  it('is split between characters, never within one', () => {
    expect(splitNote('🙂'.repeat(10_001)).every((part) => part.isWellFormed())).toBe(true)
    expect(splitNote('🙂'.repeat(10_000))).toHaveLength(1)
  })
})
