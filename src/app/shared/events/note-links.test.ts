import { expect, it } from 'vitest'
import { findLinks } from './note-links.ts'

/** The links in a text, as `text → href`. */
const links = (text: string) =>
  findLinks(text).map(({ start, length, href }) => `${text.slice(start, start + length)} → ${href}`)

it('finds web addresses, without the punctuation of their sentence', () => {
  expect(links('See https://acme.it/offers?id=3 (or www.acme.fr), then acme.it.')).toEqual([
    'https://acme.it/offers?id=3 → https://acme.it/offers?id=3',
    'www.acme.fr → https://www.acme.fr/',
    'acme.it → https://acme.it/',
  ])
})

it('opens http: addresses with https:, and leaves those with a port as text', () => {
  expect(links('http://acme.it/a and http://acme.it:8080/a')).toEqual([
    'http://acme.it/a → https://acme.it/a',
  ])
})

it('finds email addresses of any domain', () => {
  expect(links('Write to luca.rossi+crm@acme.company, not to mailto:info@acme.it.')).toEqual([
    'luca.rossi+crm@acme.company → mailto:luca.rossi+crm@acme.company',
    'mailto:info@acme.it → mailto:info@acme.it',
  ])
})

it.each([
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'file:///etc/passwd',
  'ftp://acme.it/a',
  '//acme.it/a',
  'vbscript:x',
  'blob:https',
  'tel:',
  'skype:luca',
  'user@localhost',
  'tutto fine.La riunione è domani.Se possono',
  'readme.md and offer.pdf',
  'S.r.l., S.p.A., e.g.',
  'https://acme.it/\u202Egnp.exe',
])('finds no link in %s', (text) => {
  expect(links(text)).toEqual([])
})

it.each([
  ['+39 0461 123456', 'tel:+390461123456'],
  ['+39 (0461) 123456', 'tel:+390461123456'],
  ['+44 20 7946 0958', 'tel:+442079460958'],
  ['+1-202-555-0143', 'tel:+12025550143'],
  ['0039 0461 123456', 'tel:00390461123456'],
  ['0461 123456', 'tel:0461123456'],
  ['0461/123456', 'tel:0461123456'],
  ['(0461) 123456', 'tel:0461123456'],
  ['02 1234 5678', 'tel:0212345678'],
  ['348 1234567', 'tel:3481234567'],
  ['348-123 4567', 'tel:3481234567'],
])('finds the phone number %s', (text, href) => {
  expect(links(`Rang ${text}, no answer.`)).toEqual([`${text} → ${href}`])
  expect(links(text)).toEqual([`${text} → ${href}`])
})

it.each([
  ['tel. 0461123456', '0461123456 → tel:0461123456'],
  ['Cell: 3481234567', '3481234567 → tel:3481234567'],
  ['Phone 555 0143', '555 0143 → tel:5550143'],
])('finds a number after a word for a phone: %s', (text, link) => {
  expect(links(text)).toEqual([link])
})

it.each([
  '30/11/2026',
  '03.11.2026',
  '2026-11-30 14:30:00',
  '03 11 2026',
  '09.30-10.45',
  'fattura 0461 123456',
  'Fattura n. 0123/2026',
  'invoice no. 348 1234567',
  'ordine 3481234567',
  'P. IVA 01234567890',
  'P.IVA IT01234567890',
  'VAT 012 3456 7890',
  'IBAN IT60 X054 2811 1010 0000 0123 456',
  '01234567890',
  '3481234567',
  'C.F. RSSMRA85T10A562S',
  '300.000.000 €',
  '+30.000.000 €',
  '1.234.567,89',
  'ticket #0461123456',
  '192.168.1.100',
  '4111 1111 1111 1111',
  'https://acme.it/0461-123456',
  'v0461 123456',
])('finds no phone number in %s', (text) => {
  expect(links(text).filter((link) => link.includes('tel:'))).toEqual([])
})
