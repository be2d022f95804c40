/** Words of the frame around all pages. */
export const page = {
  windowTitle: 'giemsa reading room',
  title: 'Reading room',
  researchUse: 'Research use only. Not a medical device.',
  notice: 'Nothing here has been validated for diagnosis. A person must look at every result that matters.',
  nav: {
    screen: 'Screen',
    private: 'Private',
    models: 'Models',
    runs: 'Runs',
    label: 'Pages',
    skip: 'Skip to content',
  },
  theme: { label: 'Colours', system: 'System', light: 'Light', dark: 'Dark' },
  language: 'Language',
  token: {
    title: 'This server requires a token',
    label: 'Token',
    send: 'Enter',
    wrong: 'That is not a token of this server, or it has expired.',
  },
  account: {
    as: '{name} ({role})',
    roles: { reader: 'reader', technician: 'technician', admin: 'admin' },
    logOut: 'Log out',
    onlyReads: 'Your token is read-only: you cannot upload or correct.',
  },
  auditLog: 'Audit log',
  loading: 'Loading …',
  retry: 'Try again',
  more: {
    shown: '{count, plural, one {The newest one is shown.} other {The newest # are shown.}}',
    show: 'Show more',
  },
  noPage: {
    title: 'There is no such page',
    gone: 'Not here any more',
    explain: 'Nothing is at this address.',
    toStart: 'To the start',
  },
  broken: {
    title: 'This page cannot be shown',
    explain: 'Something on it failed. This is a bug in giemsa; what you saved is kept. The error:',
    reload: 'Load the page again',
  },
} as const;
