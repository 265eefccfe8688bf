import { documentPath } from '../../http/routes.ts'
import type { Example } from '../examples/example.ts'
import type { OpenApiDocument } from '../openapi.ts'
import { html, type Html } from './html.ts'
import { renderContents } from './render-contents.ts'
import { fragmentOf, renderMarkdown, sections } from './render-markdown.ts'
import { renderOperation, type OperationAtPath } from './render-operation.ts'
import { renderSchemaSection } from './render-schemas.ts'

/** Renders the description as one page of HTML without scripts; its curl lines use `origin`. */
export function renderPage(document: OpenApiDocument, examples: readonly Example[], origin: string): Html {
  const { info, tags, components } = document
  const operations = operationsOf(document)
  const [before, ...chapters] = sections(info.description)
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="description" content="How to call the ${info.title}." />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/api-docs.css" />
        <title>${info.title} – Leadline</title>
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <header class="bar">
          <a class="brand" href="/">Leadline</a><span>${info.title}</span
          ><a class="to-contents" href="#contents">Contents</a
          ><a class="raw" href="${documentPath}">OpenAPI</a>
        </header>
        <div class="page">
          ${renderContents(chapters, tags, operations, Object.keys(components.schemas))}
          <main id="main" tabindex="-1">
            <h1>${info.title}</h1>
            <div class="lead">${renderMarkdown(before?.text ?? '')}</div>
            ${chapters.map(({ title, text }) => renderChapter(title, renderMarkdown(text)))}
            ${tags.map(({ name, description }) =>
              renderChapter(
                name,
                html`${renderMarkdown(description)}
                ${operations
                  .filter(({ operation }) => operation.tags.includes(name))
                  .map((one) =>
                    renderOperation(
                      one,
                      examples.filter(({ operation }) => operation === one.operation.operationId),
                      origin,
                    ),
                  )}`,
              ),
            )}
            ${renderChapter(
              'Schemas',
              html`<p>
                  The schemas used in responses, in order of first use. Ignore fields that are not listed
                  here.
                </p>
                ${Object.entries(components.schemas).map(([name, schema]) => renderSchemaSection(name, schema))}`,
            )}
          </main>
        </div>
      </body>
    </html> `
}

function renderChapter(title: string, content: Html): Html {
  const fragment = fragmentOf(title)
  return html`<section class="chapter">
    <h2 id="${fragment}"><a href="#${fragment}">${title}</a></h2>
    ${content}
  </section> `
}

function operationsOf({ paths }: OpenApiDocument): OperationAtPath[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    (['post', 'get', 'put', 'delete'] as const).flatMap((method) => {
      const operation = item[method]
      return operation === undefined ? [] : [{ method, path, operation }]
    }),
  )
}
