import { describe, expect, it, vi } from 'vitest'
import { anEvent } from '../../testing/an-event.ts'
import { giulia, outboxWithService, outOfReach, refusal, settle } from './fixtures/outbox-with-service.ts'

const event = anEvent()

describe('a deletion in the outbox', () => {
  it('waits for no other event of its lead, so that leaving the page ends', async () => {
    const { outbox, log, sent, answer, kept } = outboxWithService()
    log('ferrari', 'one')
    await settle()
    await answer(refusal)
    log('ferrari', 'two')
    outbox.enqueueDelete(giulia, event, { force: false })
    await settle()
    const left = outbox.releaseAll()
    expect(sent()).toEqual(['delete 42'])
    await answer()
    await left
    expect(kept()).toEqual(['create one: refused', 'create two: waiting'])
  })

  it('does not keep anybody here when the service does not answer', async () => {
    const { outbox, sent } = outboxWithService()
    outbox.enqueueDelete(giulia, event, { force: false })
    await settle()
    vi.useFakeTimers()
    try {
      const left = outbox.releaseAll()
      await vi.advanceTimersByTimeAsync(3_000)
      await left
      expect(sent()).toEqual(['delete 42'])
    } finally {
      vi.useRealTimers()
    }
  })

  it('goes once the edit of its event that is under way is through, however that ends', async () => {
    const { outbox, sent, answer } = outboxWithService()
    outbox.enqueueUpdate(giulia, event, { note: 'Rang twice.' })
    await settle()
    outbox.enqueueDelete(giulia, event, { force: true })
    await settle()
    expect(sent()).toEqual(['update Rang twice.'])
    await answer(refusal)
    expect(sent()).toEqual(['delete 42'])
  })

  it('keeps an edit that was not saved until it is through, and does not send it meanwhile', async () => {
    const { outbox, sent, answer, kept } = outboxWithService()
    const edit = outbox.enqueueUpdate(giulia, event, { note: 'Rang twice.' })
    await settle()
    await answer(outOfReach)
    const undone = outbox.enqueueDelete(giulia, event, { force: false })
    void outbox.retry(edit)
    await settle()
    expect(sent()).toEqual([])
    outbox.undo(undone)
    await settle()
    expect(sent()).toEqual(['update Rang twice.'])
    await answer(refusal)
    outbox.enqueueDelete(giulia, event, { force: true })
    await settle()
    expect(kept()).toEqual(['update Rang twice.: refused', 'delete 42: sending'])
    await answer()
    expect(kept()).toEqual([])
  })

  it('gives way, once refused, to an edit of its event', async () => {
    const { outbox, sent, answer, kept } = outboxWithService()
    outbox.enqueueDelete(giulia, event, { force: true })
    await settle()
    await answer(refusal)
    outbox.enqueueUpdate(giulia, event, { note: 'Rang twice.' })
    await settle()
    expect(sent()).toEqual(['update Rang twice.'])
    expect(kept()).toEqual(['update Rang twice.: sending'])
  })
})

describe('a mended event', () => {
  it('takes the place of the refused one, ahead of those that this one held back', async () => {
    const { outbox, log, sent, answer } = outboxWithService()
    const key = log('ferrari', 'one')
    log('ferrari', 'two')
    await settle()
    await answer(refusal)
    const mended = outbox.replace(key, { lead: 'ferrari', type: 'company', note: 'mended' })
    await settle()
    expect(mended).not.toBe(key)
    expect(sent()).toEqual(['create mended'])
    await answer()
    expect(sent()).toEqual(['create two'])
  })

  it('is no second one of an event that may have been written', async () => {
    const { outbox, log, answer, kept } = outboxWithService()
    const key = log('ferrari', 'one')
    await settle()
    await answer(outOfReach)
    expect(outbox.operations()[0]?.unsure).toBe(true)
    expect(outbox.replace(key, { lead: 'ferrari', type: 'company', note: 'mended' })).toBeUndefined()
    expect(kept()).toEqual(['create one: waiting'])
    await outbox.retry(key)
    await settle()
    await answer(refusal)
    expect(outbox.operations()[0]?.unsure).toBe(false)
  })

  it('is brought back to where it stood when it was discarded', async () => {
    const { outbox, log, answer, kept } = outboxWithService()
    const key = log('ferrari', 'one')
    log('ferrari', 'two')
    await settle()
    await answer(refusal)
    const [refused] = outbox.operations()
    outbox.discard(key)
    if (refused !== undefined) outbox.restore(refused)
    await settle()
    expect(kept()).toEqual(['create one: refused', 'create two: waiting'])
  })
})
