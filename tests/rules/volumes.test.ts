/** Disks that answer late or never: what is asked of them is waited for only so long. */
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inTime } from '../../src-main/archive/volumes'

/** A disk whose every answer the test gives itself. */
const disk = () => {
  const owed: { path: string; answer: (value: string) => void; refuse: () => void }[] = []
  const ask = (path: string): Promise<string> =>
    new Promise((resolve, reject) => {
      owed.push({
        path,
        answer: resolve,
        refuse: () => {
          reject(new Error('ENOENT'))
        },
      })
    })
  return { owed, ask }
}

test('what a disk answers in time is taken, and it is asked anew the next time', async () => {
  const { owed, ask } = disk()
  const asked = inTime(ask, 60_000)
  const first = asked('E:\\')
  owed[0]?.answer('here')
  expect(await first).toBe('here')
  const second = asked('E:\\')
  owed[1]?.refuse()
  expect(await second).toBeNull()
  expect(owed).toHaveLength(2)
})

test('a disk that answers nothing counts as not there, is asked only once, and holds up no other', async () => {
  const { owed, ask } = disk()
  const asked = inTime(ask, 20)
  const both = Promise.all([asked('\\\\gone\\share'), asked('E:\\')])
  owed.find(({ path }) => path === 'E:\\')?.answer('here')
  expect(await both).toEqual([null, 'here'])
  expect(await asked('\\\\gone\\share')).toBeNull()
  expect(owed.map(({ path }) => path)).toEqual(['\\\\gone\\share', 'E:\\'])

  // Once it has answered after all, it is asked again.
  owed[0]?.answer('late')
  await setImmediate()
  const again = asked('\\\\gone\\share')
  owed[2]?.answer('back')
  expect(await again).toBe('back')
})
