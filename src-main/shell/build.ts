/** Which build this is: the real program, or one packaged around an Electron that is not the pinned one. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import { z } from 'zod'

const description = z.object({ testBuild: z.boolean().default(false) })

/** A test build says so in its title and version, and takes no updates. Written by scripts/packaging/configuration.mjs. */
export const isTestBuild = (): boolean =>
  description.parse(JSON.parse(readFileSync(join(app.getAppPath(), 'package.json'), 'utf8'))).testBuild
