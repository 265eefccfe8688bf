import { describe, expect, it } from 'vitest'
import { anEvent } from '../../testing/an-event.ts'
import { ApiProblem } from '../shared/api/problems.ts'
import type { Operation } from './operations/operation.ts'
import { giulia, outboxWithService, refusal, settle } from './fixtures/outbox-with-service.ts'

const event = anEvent()

describe('the outbox', () => {
  it('sends the rows of a lead in order, one after the other, and other leads meanwhile', async () => {
    const { log, sent, answer, kept } = outboxWithService()
    log('ferrari', 'one')
    log('ferrari', 'two')
    log('cantina', 'three')
    await settle()
    expect(sent()).toEqual(['create one', 'create three'])
    await answer()
    expect(sent()).toEqual(['create three', 'create two'])
    await answer()
    await answer()
    expect(kept()).toEqual([])
  })

  it('tells who waits for a row what the service made of it', async () => {
    const { outbox, log, answer } = outboxWithService()
    const waiting = outbox.settled(log('ferrari', 'one'))
    await settle()
    await answer(event)
    expect(await waiting).toMatchObject({ state: 'sent', result: event })
  })

  it('holds a deletion back until it is released', async () => {
    const { outbox, sent, kept } = outboxWithService()
    const key = outbox.enqueueDelete(giulia, event, { force: false })
    await settle()
    expect(sent()).toEqual([])
    expect(kept()).toEqual(['delete 42: held'])
    outbox.release(key)
    await settle()
    expect(sent()).toEqual(['delete 42'])
  })

  it('sends nothing of a deletion that is undone', async () => {
    const { outbox, sent, kept } = outboxWithService()
    const key = outbox.enqueueDelete(giulia, event, { force: false })
    await settle()
    outbox.undo(key)
    outbox.release(key)
    await settle()
    expect(sent()).toEqual([])
    expect(kept()).toEqual([])
  })

  it('does not hold a confirmed deletion back, and lets a held one hold nothing else back', async () => {
    const { outbox, log, sent } = outboxWithService()
    outbox.enqueueDelete(giulia, event, { force: false })
    log('ferrari', 'one')
    outbox.enqueueDelete(giulia, { ...event, id: 43, lead: 'cantina' }, { force: true })
    await settle()
    expect(sent()).toEqual(['create one', 'delete 43'])
  })

  it('sends what it holds back when the page is left, at once', async () => {
    const { outbox, sent } = outboxWithService()
    outbox.enqueueDelete(giulia, event, { force: false })
    outbox.enqueueDelete(giulia, { ...event, id: 43, lead: 'cantina' }, { force: false })
    await settle()
    void outbox.releaseAll()
    expect(sent()).toEqual(['delete 42', 'delete 43'])
  })

  it('keeps what was refused, with its reason, and sends it again when asked', async () => {
    const { outbox, log, sent, answer, kept } = outboxWithService()
    const key = log('ferrari', 'one')
    await settle()
    await answer(refusal)
    expect(kept()).toEqual(['create one: refused'])
    expect(outbox.operations()[0]?.problem?.code).toBe('invalid_request')
    void outbox.retry(key)
    await settle()
    expect(sent()).toEqual(['create one'])
    expect(outbox.operations()[0]?.problem).toBeUndefined()
  })

  it('lets a refused event hold back later ones of its lead, and nothing else', async () => {
    const { outbox, log, sent, answer } = outboxWithService()
    const key = log('ferrari', 'one')
    await settle()
    await answer(new ApiProblem('invalid_request', 400))
    log('ferrari', 'two')
    log('cantina', 'three')
    outbox.enqueueUpdate(giulia, event, { note: 'Rang twice.' })
    await settle()
    expect(sent()).toEqual(['create three', 'update Rang twice.'])
    outbox.discard(key)
    await settle()
    expect(sent()).toEqual(['create three', 'update Rang twice.', 'create two'])
  })

  it('replaces an edit that was not saved by the next one of the same event', async () => {
    const { outbox, sent, answer, kept } = outboxWithService()
    outbox.enqueueUpdate(giulia, event, { note: 'Rang twice.' })
    await settle()
    await answer(refusal)
    outbox.enqueueUpdate(giulia, event, { note: 'Rang three times.' })
    await settle()
    expect(kept()).toEqual(['update Rang three times.: sending'])
    expect(sent()).toEqual(['update Rang three times.'])
  })

  it("never sends a row under another person's session", async () => {
    const { log, sent, signIn } = outboxWithService({ id: 'luca' })
    log('ferrari', 'one')
    await settle()
    expect(sent()).toEqual([])
    signIn('giulia', 'other')
    await settle()
    expect(sent()).toEqual([])
    signIn('giulia')
    await settle()
    expect(sent()).toEqual(['create one'])
  })

  it('shows what was accepted until the timeline was read again, and beyond where that fails', async () => {
    const { outbox, storage, log, answer, kept, connect } = outboxWithService()
    connect(false)
    const key = log('ferrari', 'one')
    await settle()
    await answer(event)
    expect(kept()).toEqual(['create one: sent'])
    await expect(storage.load()).resolves.toEqual([])
    await expect(outbox.settled(key)).resolves.toMatchObject({ state: 'sent', result: { id: 42 } })
  })

  it('takes up what was kept by an earlier visit', async () => {
    const { outbox, storage, sent, kept } = outboxWithService()
    const row = { lead: 'ferrari', person: giulia, loggedAt: 0, event, tab: 'closed' }
    const rows: Operation[] = [
      { ...row, key: 'a', order: 1, kind: 'delete', force: false, state: 'held' },
      { ...row, key: 'b', order: 2, kind: 'update', body: { note: 'x' }, lead: 'cantina', state: 'refused' },
    ]
    for (const one of rows) await storage.change(one.key, () => [one])
    await outbox.load()
    await settle()
    expect(sent()).toEqual(['delete 42'])
    expect(kept()).toEqual(['delete 42: sending', 'update x: refused'])
  })
})
