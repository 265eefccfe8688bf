import { describe, expect, it, vi } from 'vitest'
import { buildEvent } from '../../testing/build-event.ts'
import { giulia, outboxWithService, unreachable, rejection, settle } from './fixtures/outbox-with-service.ts'

const event = buildEvent()

describe('a deletion in the outbox', () => {
  it('waits for no other event of its lead, so that leaving the page is not blocked', async () => {
    const { outbox, log, inProgress, respond, rows } = outboxWithService()
    log('ferrari', 'one')
    await settle()
    await respond(rejection)
    log('ferrari', 'two')
    outbox.enqueueDelete(giulia, event, { force: false })
    await settle()
    const released = outbox.releaseAll()
    expect(inProgress()).toEqual(['delete 42'])
    await respond()
    await released
    expect(rows()).toEqual(['create one: refused', 'create two: waiting'])
  })

  it('does not block sign-out when the service does not respond', async () => {
    const { outbox, inProgress } = outboxWithService()
    outbox.enqueueDelete(giulia, event, { force: false })
    await settle()
    vi.useFakeTimers()
    try {
      const released = outbox.releaseAll()
      await vi.advanceTimersByTimeAsync(3_000)
      await released
      expect(inProgress()).toEqual(['delete 42'])
    } finally {
      vi.useRealTimers()
    }
  })

  it('is sent once the edit of its event in progress has finished, whatever its outcome', async () => {
    const { outbox, inProgress, respond } = outboxWithService()
    outbox.enqueueUpdate(giulia, event, { note: 'Rang twice.' })
    await settle()
    outbox.enqueueDelete(giulia, event, { force: true })
    await settle()
    expect(inProgress()).toEqual(['update Rang twice.'])
    await respond(rejection)
    expect(inProgress()).toEqual(['delete 42'])
  })

  it('keeps an unsaved edit until the deletion has finished, and does not send it before', async () => {
    const { outbox, inProgress, respond, rows } = outboxWithService()
    const edit = outbox.enqueueUpdate(giulia, event, { note: 'Rang twice.' })
    await settle()
    await respond(unreachable)
    const deletion = outbox.enqueueDelete(giulia, event, { force: false })
    void outbox.retry(edit)
    await settle()
    expect(inProgress()).toEqual([])
    outbox.undo(deletion)
    await settle()
    expect(inProgress()).toEqual(['update Rang twice.'])
    await respond(rejection)
    outbox.enqueueDelete(giulia, event, { force: true })
    await settle()
    expect(rows()).toEqual(['update Rang twice.: refused', 'delete 42: sending'])
    await respond()
    expect(rows()).toEqual([])
  })

  it('is replaced, once rejected, by an edit of its event', async () => {
    const { outbox, inProgress, respond, rows } = outboxWithService()
    outbox.enqueueDelete(giulia, event, { force: true })
    await settle()
    await respond(rejection)
    outbox.enqueueUpdate(giulia, event, { note: 'Rang twice.' })
    await settle()
    expect(inProgress()).toEqual(['update Rang twice.'])
    expect(rows()).toEqual(['update Rang twice.: sending'])
  })
})

describe('a fixed event', () => {
  it('replaces the rejected one, ahead of the rows that waited for it', async () => {
    const { outbox, log, inProgress, respond } = outboxWithService()
    const key = log('ferrari', 'one')
    log('ferrari', 'two')
    await settle()
    await respond(rejection)
    const fixed = outbox.replace(key, { lead: 'ferrari', type: 'company', note: 'fixed' })
    await settle()
    expect(fixed).not.toBe(key)
    expect(inProgress()).toEqual(['create fixed'])
    await respond()
    expect(inProgress()).toEqual(['create two'])
  })

  it('is refused for an event that may have been written, because it would be a duplicate', async () => {
    const { outbox, log, respond, rows } = outboxWithService()
    const key = log('ferrari', 'one')
    await settle()
    await respond(unreachable)
    expect(outbox.operations()[0]?.unsure).toBe(true)
    expect(outbox.replace(key, { lead: 'ferrari', type: 'company', note: 'fixed' })).toBeUndefined()
    expect(rows()).toEqual(['create one: waiting'])
    await outbox.retry(key)
    await settle()
    await respond(rejection)
    expect(outbox.operations()[0]?.unsure).toBe(false)
  })

  it('returns to its old position when it is restored after a discard', async () => {
    const { outbox, log, respond, rows } = outboxWithService()
    const key = log('ferrari', 'one')
    log('ferrari', 'two')
    await settle()
    await respond(rejection)
    const [rejected] = outbox.operations()
    outbox.discard(key)
    if (rejected !== undefined) outbox.restore(rejected)
    await settle()
    expect(rows()).toEqual(['create one: refused', 'create two: waiting'])
  })
})
