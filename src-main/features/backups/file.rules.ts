/** What a backup file is known by. */

/** The extension is our own, so that a double click leads to the guide; the file is an ordinary tar. */
export const extension = '.watchpost'
