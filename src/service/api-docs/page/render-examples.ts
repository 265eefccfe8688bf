import { curl } from '../examples/curl.ts'
import type { Example } from '../examples/example.ts'
import { formatJson } from './format-json.ts'
import { html, type Html } from './html.ts'

/** An operation's examples: a line of curl each, and the answer to it. The first one stands open. */
export function renderExamples(examples: readonly Example[], origin: string): Html {
  // what is done before what is refused
  const ordered = examples.toSorted((a, b) => Number(a.answer.status >= 400) - Number(b.answer.status >= 400))
  return html`<div class="examples">
    <h4>${examples.length === 1 ? 'Example' : 'Examples'}</h4>
    ${ordered.map((example, index) => renderExample(example, index === 0, origin))}
  </div>`
}

function renderExample(example: Example, open: boolean, origin: string): Html {
  const { status, headers, body } = example.answer
  const head = [`HTTP ${status}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)]
  const text = body === undefined ? '' : `\n\n${formatJson(body)}`
  return html`<details${open && html` open`}>
<summary><span class="status" data-refused="${String(status >= 400)}">${status}</span> ${example.summary}</summary>
<pre class="request"><code>${curl(example, origin)}</code></pre>
<p class="at">Response at <time datetime="${example.at}">${example.at.slice(0, 16).replace('T', ' ')} UTC</time></p>
<pre class="answer"><code>${head.join('\n')}${text}</code></pre>
</details>
`
}
