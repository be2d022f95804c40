/** Words of the mode in which pictures stay in the browser, and of the page without a network. */
export const privately = {
  private: {
    title: 'Private',
    explain: 'The model runs in this browser: the pictures never leave this machine.',
    kept: 'Pictures and answers are kept while this tab is open, on all its pages. Closing or reloading it loses them: save the CSV first.',
    limits: 'Single cells; PNG, JPEG, WebP, GIF and BMP; no archives.',
    leftOut: 'Skipped: {files}',
    leftOutMore: 'Skipped: {files} and {more, plural, one {# more} other {# more}}',
    graphics: 'The model runs on the graphics processor (WebGPU).',
    processor: 'The model runs on the processor (WebAssembly): {reason}.',
    downloading: {
      runtime: 'Downloading the program that runs the model: {done} of {total} MB',
      model: 'Downloading the model: {done} of {total} MB',
      modelSoFar: 'Downloading the model: {done} MB',
    },
    starting: 'Starting the model …',
    failed: 'The model could not be loaded: {reason}',
    ready: 'The model {model} is ready for use without a network.',
    getReady: 'Get ready for use without a network',
    getReadyExplain:
      'Downloads the model and the program that runs it, about {size}, and keeps them in this browser until you log out.',
    replaceSure: 'The answers about these pictures are not saved. Go on and lose them?',
  },
} as const;
