/** Sets up, once per run and in the real program, the offices that end-to-end tests begin with; each test opens a copy. */
import { cp, writeFile } from 'node:fs/promises'
import { officeKinds, preparedOffice, test as setup } from './launch'
import { setUpOffice } from './walk'

for (const kind of officeKinds)
  setup(`the ${kind} office`, async ({ openDesk, dataFolder }, { project }) => {
    const { app, page } = await openDesk()
    const code = await setUpOffice(page, { sample: kind === 'sample' })
    await app.close()
    const prepared = preparedOffice(project.outputDir, kind)
    await cp(dataFolder, prepared.data, { recursive: true })
    await writeFile(prepared.recoveryCode, code)
  })
