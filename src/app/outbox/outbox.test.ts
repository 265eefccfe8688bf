import { describe, expect, it } from 'vitest'
import { buildEvent } from '../../testing/build-event.ts'
import { ApiProblem } from '../shared/api/problems.ts'
import type { Operation } from './operations/operation.ts'
import { giulia, outboxWithService, rejection, settle } from './fixtures/outbox-with-service.ts'

const event = buildEvent()

describe('the outbox', () => {
  it('sends the rows of a lead one after the other, and those of other leads at the same time', async () => {
    const { log, inProgress, respond, rows } = outboxWithService()
    log('ferrari', 'one')
    log('ferrari', 'two')
    log('cantina', 'three')
    await settle()
    expect(inProgress()).toEqual(['create one', 'create three'])
    await respond()
    expect(inProgress()).toEqual(['create three', 'create two'])
    await respond()
    await respond()
    expect(rows()).toEqual([])
  })

  it('resolves with the saved event for a caller that waits for a row', async () => {
    const { outbox, log, respond } = outboxWithService()
    const outcome = outbox.waitForOutcome(log('ferrari', 'one'))
    await settle()
    await respond(event)
    expect(await outcome).toMatchObject({ state: 'sent', result: event })
  })

  it('delays a deletion until it is released', async () => {
    const { outbox, inProgress, rows } = outboxWithService()
    const key = outbox.enqueueDelete(giulia, event, { force: false })
    await settle()
    expect(inProgress()).toEqual([])
    expect(rows()).toEqual(['delete 42: held'])
    outbox.release(key)
    await settle()
    expect(inProgress()).toEqual(['delete 42'])
  })

  it('does not send a deletion that is undone', async () => {
    const { outbox, inProgress, rows } = outboxWithService()
    const key = outbox.enqueueDelete(giulia, event, { force: false })
    await settle()
    outbox.undo(key)
    outbox.release(key)
    await settle()
    expect(inProgress()).toEqual([])
    expect(rows()).toEqual([])
  })

  it('sends a confirmed deletion at once, and does not let a delayed one block other rows', async () => {
    const { outbox, log, inProgress } = outboxWithService()
    outbox.enqueueDelete(giulia, event, { force: false })
    log('ferrari', 'one')
    outbox.enqueueDelete(giulia, { ...event, id: 43, lead: 'cantina' }, { force: true })
    await settle()
    expect(inProgress()).toEqual(['create one', 'delete 43'])
  })

  it('sends delayed deletions at once when the page is left', async () => {
    const { outbox, inProgress } = outboxWithService()
    outbox.enqueueDelete(giulia, event, { force: false })
    outbox.enqueueDelete(giulia, { ...event, id: 43, lead: 'cantina' }, { force: false })
    await settle()
    void outbox.releaseAll()
    expect(inProgress()).toEqual(['delete 42', 'delete 43'])
  })

  it('keeps a rejected row with its reason, and sends it again on request', async () => {
    const { outbox, log, inProgress, respond, rows } = outboxWithService()
    const key = log('ferrari', 'one')
    await settle()
    await respond(rejection)
    expect(rows()).toEqual(['create one: refused'])
    expect(outbox.operations()[0]?.problem?.code).toBe('invalid_request')
    void outbox.retry(key)
    await settle()
    expect(inProgress()).toEqual(['create one'])
    expect(outbox.operations()[0]?.problem).toBeUndefined()
  })

  it('lets a rejected event block later ones of its lead, and no other row', async () => {
    const { outbox, log, inProgress, respond } = outboxWithService()
    const key = log('ferrari', 'one')
    await settle()
    await respond(new ApiProblem('invalid_request', 400))
    log('ferrari', 'two')
    log('cantina', 'three')
    outbox.enqueueUpdate(giulia, event, { note: 'Rang twice.' })
    await settle()
    expect(inProgress()).toEqual(['create three', 'update Rang twice.'])
    outbox.discard(key)
    await settle()
    expect(inProgress()).toEqual(['create three', 'update Rang twice.', 'create two'])
  })

  it('replaces a rejected edit by the next one of the same event', async () => {
    const { outbox, inProgress, respond, rows } = outboxWithService()
    outbox.enqueueUpdate(giulia, event, { note: 'Rang twice.' })
    await settle()
    await respond(rejection)
    outbox.enqueueUpdate(giulia, event, { note: 'Rang three times.' })
    await settle()
    expect(rows()).toEqual(['update Rang three times.: sending'])
    expect(inProgress()).toEqual(['update Rang three times.'])
  })

  it("never sends a row under another user's session", async () => {
    const { log, inProgress, signIn } = outboxWithService({ id: 'luca' })
    log('ferrari', 'one')
    await settle()
    expect(inProgress()).toEqual([])
    signIn('giulia', 'other')
    await settle()
    expect(inProgress()).toEqual([])
    signIn('giulia')
    await settle()
    expect(inProgress()).toEqual(['create one'])
  })

  it('shows an accepted event until the timeline is refetched, also while that fails', async () => {
    const { outbox, storage, log, respond, rows, setConnected } = outboxWithService()
    setConnected(false)
    const key = log('ferrari', 'one')
    await settle()
    await respond(event)
    expect(rows()).toEqual(['create one: sent'])
    await expect(storage.load()).resolves.toEqual([])
    await expect(outbox.waitForOutcome(key)).resolves.toMatchObject({ state: 'sent', result: { id: 42 } })
  })

  it('resumes the rows of an earlier visit', async () => {
    const { outbox, storage, inProgress, rows } = outboxWithService()
    const fields = { lead: 'ferrari', person: giulia, loggedAt: 0, event, tab: 'closed' }
    const stored: Operation[] = [
      { ...fields, key: 'a', order: 1, kind: 'delete', force: false, state: 'held' },
      {
        ...fields,
        key: 'b',
        order: 2,
        kind: 'update',
        body: { note: 'x' },
        lead: 'cantina',
        state: 'refused',
      },
    ]
    for (const row of stored) await storage.change(row.key, () => [row])
    await outbox.load()
    await settle()
    expect(inProgress()).toEqual(['delete 42'])
    expect(rows()).toEqual(['delete 42: sending', 'update x: refused'])
  })
})
