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
  offline: {
    newVersion: 'A new version of this page is there.',
    load: 'Load it',
    unloaded: 'This part of the page could not be loaded: the line was lost, or the page was updated.',
    away: 'The server cannot be reached. Private works without it.',
    brokeOff: 'the download broke off. Try again; what has arrived whole is not loaded again.',
  },
  person: {
    needed: 'Enter your name or initials: they are saved with each answer.',
    by: 'Your name',
    as: 'as {token}',
  },
} as const;
