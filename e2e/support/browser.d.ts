/** The browser of the tests: PW_CHROMIUM, the system's, or Playwright's own; `undefined` where there is none. */
export declare function findBrowser(): string | undefined
/**
 * Finds a browser, or installs one by the system's package manager (as root on Debian and its kin) or by Playwright's
 * own installer. Throws one sentence that says what to install where neither works.
 */
export declare function ensureBrowser(): string
