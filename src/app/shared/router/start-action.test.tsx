import { expect, it } from 'vitest'
import { readStartAction, startAction } from './start-action.ts'

it.each([
  ['/?start=log', 'log', '/leads'],
  ['/?start=find&leads=a', 'find', '/?leads=a'],
  ['/?start=format', undefined, '/'],
  ['/?leads=a', undefined, '/?leads=a'],
])('removes the action of a shortcut from the URL %s', (href, action, hrefAfter) => {
  window.history.replaceState(null, '', href)
  readStartAction()
  expect(startAction()).toBe(action)
  expect(`${location.pathname}${location.search}`).toBe(hrefAfter)
})
