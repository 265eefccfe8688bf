import { composer, expect, test } from './support/story.ts'

test.use({ serviceWorkers: 'allow' })

test('the page works with a policy that forbids executing text as code', async ({
  openAs,
  address,
  api,
  newLead,
  page,
}) => {
  const violations: string[] = []
  await page.exposeFunction('reportViolation', (directive: string) => violations.push(directive))
  await page.addInitScript(
    "addEventListener('securitypolicyviolation', (event) => reportViolation(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile))",
  )
  const lead = await newLead()
  await api.log('giulia', lead)
  await openAs('giulia', `/?leads=${lead}`)
  const note = composer(page).getByRole('textbox', { name: 'Note' })
  await note.evaluate((element) => {
    const data = new DataTransfer()
    data.setData('text/html', '<p>Called <b>twice</b></p><script>document.title = "pwned"</script>')
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  })
  await expect(note).toHaveValue('Called twice')
  await expect
    .poll(async () => page.evaluate(async () => (await navigator.serviceWorker.ready).active?.scriptURL))
    .toBe(`${address}/sw.js`)
  expect(violations).toEqual([])
})

test('the browser blocks what our own code never does', async ({ page, address }) => {
  await page.goto(address)
  await page.getByRole('button', { name: /Giulia Rossi/ }).waitFor()
  const blocked = await page.evaluate(async () => {
    const attempts: Record<string, () => unknown> = {
      'HTML from a text': () => document.body.insertAdjacentHTML('beforeend', '<b></b>'),
      'a script from a text': () => Object.assign(document.createElement('script'), { src: '/sw.js' }),
      'a policy of another name': () => Reflect.get(globalThis, 'trustedTypes').createPolicy('other', {}),
      'a second policy of a name': () =>
        Reflect.get(globalThis, 'trustedTypes').createPolicy('leadline-worker', {}),
    }
    return Object.entries(attempts).flatMap(([name, attempt]) => {
      try {
        attempt()
        return []
      } catch {
        return [name]
      }
    })
  })
  expect(blocked).toEqual([
    'HTML from a text',
    'a script from a text',
    'a policy of another name',
    'a second policy of a name',
  ])
})
