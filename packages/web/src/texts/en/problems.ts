/**
 * What the page says where the server's own words are for programs, by the code of the problem. Other problems are told in the server's
 * words, with the labels of the page.
 */
export const problems = {
  problem: {
    'not-found': 'It was deleted, or the address is wrong.',
    'token-needed': 'This server asks for a token. Log in, then try again.',
    'not-a-file': 'The upload was not understood. Choose the files again.',
    'not-an-upload': 'The upload was not understood. Choose the files again.',
    'broken-upload': 'The upload broke off. Choose the files again.',
    'broken-request': 'The connection broke off. Try again.',
    'client-left': 'The connection broke off. Try again.',
    'still-running': 'The server is still working on the same request. Try again in a few seconds.',
    'key-of-another-request': 'The files changed while they were sent. Choose them again.',
    'too-many-event-streams': 'Too many pages of this server are open. Close some of them.',
    'too-slow': 'The connection is too slow: the upload was ended. Try again with fewer files.',
  },
  unreachable: 'The server cannot be reached.',
  status: 'The server answered with an error ({status}).',
} as const;
