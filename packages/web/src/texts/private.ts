const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** Words of the mode in which pictures stay in the browser, and of the page without a network. */
export const privateTexts = {
  private: {
    title: 'Private',
    explain: 'The model runs in this browser: the pictures never leave this machine.',
    kept: 'Pictures and answers are kept while this tab is open, on all its pages. Closing or reloading it loses them: save the CSV first.',
    limits: 'Single cells; PNG, JPEG, WebP, GIF and BMP; no archives.',
    leftOut: (files: readonly { name: string; reason: string }[]) =>
      `Skipped: ${files
        .slice(0, 10)
        .map(({ name, reason }) => `${name} (${reason})`)
        .join(', ')}${files.length > 10 ? ` and ${files.length - 10} more` : ''}`,
    device: (device: 'webgpu' | 'wasm', reason: string | undefined) =>
      device === 'webgpu'
        ? 'The model runs on the graphics processor (WebGPU).'
        : `The model runs on the processor (WebAssembly): ${reason}.`,
    downloading: {
      runtime: (done: number, total: number) =>
        `Downloading the program that runs the model: ${megabytes(done)} of ${megabytes(total)} MB`,
      model: (done: number, total: number | undefined) =>
        total === undefined
          ? `Downloading the model: ${megabytes(done)} MB`
          : `Downloading the model: ${megabytes(done)} of ${megabytes(total)} MB`,
    },
    starting: 'Starting the model …',
    failed: 'The model could not be loaded: ',
    brokeOff: 'the download broke off. Try again; what has arrived whole is not loaded again.',
    ready: (model: string) => `The model ${model} is ready for use without a network.`,
    getReady: 'Get ready for use without a network',
    getReadyExplain: (size: string) =>
      `Downloads the model and the program that runs it, about ${size}, and keeps them in this browser until you log out.`,
    replaceSure: 'The answers about these pictures are not saved. Go on and lose them?',
  },
  offline: {
    newVersion: 'A new version of this page is there.',
    load: 'Load it',
    unloaded: 'This part of the page could not be loaded: the line was lost, or the page was updated.',
    away: 'The server cannot be reached. Private works without it.',
  },
} as const;
