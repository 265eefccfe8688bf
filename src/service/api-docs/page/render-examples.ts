import { curl } from '../examples/curl.ts'
import type { Example } from '../examples/example.ts'
import { formatJson } from './format-json.ts'
import { html, type Html } from './html.ts'

/** Renders an operation's examples: a line of curl and the response of each. The first one is open. */
export function renderExamples(examples: readonly Example[], origin: string): Html {
  // successful requests before rejected ones
  const ordered = examples.toSorted(
    (a, b) => Number(a.response.status >= 400) - Number(b.response.status >= 400),
  )
  return html`<div class="examples">
    <h4>${examples.length === 1 ? 'Example' : 'Examples'}</h4>
    ${ordered.map((example, index) => renderExample(example, index === 0, origin))}
  </div>`
}

function renderExample(example: Example, open: boolean, origin: string): Html {
  const { status, headers, body } = example.response
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
