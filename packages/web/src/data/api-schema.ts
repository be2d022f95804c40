// Made by npm run api:client; do not edit. sha256 of the description: a5f2be30e569274f6a289614220b09c336aece3e8b2f07981b2c191dec6bd7de

export interface paths {
  '/api/v1/batches': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Batches in pages, newest first
     * @description Where more follow, the header `Link` with rel="next" leads to them.
     */
    get: {
      parameters: {
        query?: {
          limit?: number;
          after?: string;
          /** @description Only those with this text in their names, in capitals or small letters */
          search?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Batch'][];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    /** A new batch; pictures and archives may come with it as multipart/form-data */
    post: {
      parameters: {
        query?: {
          name?: string;
          model?: string;
          kind?: 'cells' | 'fields';
          /** @description `true`: the batch is read blind from the beginning, so that nobody sees what the model says before answering */
          blind?: 'true' | 'false';
          /** @description The person, where tokens are not of persons; else it is the token’s. */
          by?: string;
          microscope?: string;
          um_per_pixel?: number;
          accept?: string;
          red_cells?: number;
          haematocrit?: string;
        };
        header?: {
          'idempotency-key'?: string;
        };
        path?: never;
        cookie?: never;
      };
      requestBody?: {
        content: {
          'multipart/form-data': {
            /** @description Pictures, and zip archives of pictures; names may be paths, whose folders name patients or classes */
            files?: string[];
          };
        };
      };
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Upload'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/batches/{batch}/pictures': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** More pictures or zip archives for a batch */
    post: {
      parameters: {
        query?: never;
        header?: {
          'idempotency-key'?: string;
        };
        path: {
          batch: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'multipart/form-data': {
            /** @description Pictures, and zip archives of pictures; names may be paths, whose folders name patients or classes */
            files?: string[];
          };
        };
      };
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Upload'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/batches/{batch}/copies': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Copies the pictures for another model; if that was done before, answers with the same batch */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          batch: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            model: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Batch'];
          };
        };
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Batch'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/batches/{batch}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A batch */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          batch: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Batch'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    /**
     * Puts a batch into the trash
     * @description It can be restored until it is deleted for good, together with its pictures and everything made from them.
     */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          batch: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/batches/{batch}/summary': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What came out of a batch so far, in a few figures */
    get: {
      parameters: {
        query?: {
          /** @description Who looks, where tokens are not of persons. In a batch that is read blind this person sees what the model says of cells that they have answered. */
          by?: string;
        };
        header?: never;
        path: {
          batch: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Summary'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/batches/{batch}/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Progress as server-sent events, until all pictures are done
     * @description Each event's data is ["total","done","refused","failed","announced","arrived"] as JSON.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          batch: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/batches/{batch}/results': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The pictures of a batch with results and corrections: all, or with "limit" a page of them
     * @description Where more follow a page, the header `Link` with rel="next" leads to them.
     */
    get: {
      parameters: {
        query?: {
          threshold?: number;
          /** @description Who looks, where tokens are not of persons. In a batch that is read blind this person sees what the model says of cells that they have answered. */
          by?: string;
          limit?: number;
          after?: number;
        };
        header?: never;
        path: {
          batch: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Results'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/batches/{batch}/agreement': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How far two readers are with a batch that is read blind, and how far they agree
     * @description The figures are there for who has nothing left to read.
     */
    get: {
      parameters: {
        query?: {
          /** @description Who looks, where tokens are not of persons. In a batch that is read blind this person sees what the model says of cells that they have answered. */
          by?: string;
        };
        header?: never;
        path: {
          batch: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Agreement'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/batches/{batch}/export.{format}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Results as a file: csv, json, or html (one self-contained report) */
    get: {
      parameters: {
        query?: {
          threshold?: number;
          /** @description Who looks, where tokens are not of persons. In a batch that is read blind this person sees what the model says of cells that they have answered. */
          by?: string;
          /** @description Of a CSV file. `comma`: for spreadsheets in languages with a decimal comma, with semicolons between cells */
          decimals?: 'point' | 'comma';
        };
        header?: never;
        path: {
          batch: string;
          format: 'csv' | 'json' | 'html';
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/pictures/{picture}/image': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A picture, at most 320 pixels a side, as WebP */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          picture: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The picture */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'image/webp': string;
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/pictures/{picture}/heat': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Its heat map (evidence for the positive class) as a transparent PNG to lay over it
     * @description It comes from the model that gave the result; 409 if that was replaced. With "model", it comes from that model as it is now.
     */
    get: {
      parameters: {
        query?: {
          model?: string;
          /** @description Who looks, where tokens are not of persons. In a batch that is read blind this person sees what the model says of cells that they have answered. */
          by?: string;
        };
        header?: never;
        path: {
          picture: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The layer */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'image/png': string;
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/pictures/{picture}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A picture of a batch of cells, as the results of the batch have it */
    get: {
      parameters: {
        query?: {
          /** @description Who looks, where tokens are not of persons. In a batch that is read blind this person sees what the model says of cells that they have answered. */
          by?: string;
        };
        header?: never;
        path: {
          picture: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Picture'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/pictures/{picture}/correction': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * What a person says about a picture; answers with what counts now
     * @description All is kept; the last answer of a person counts, whatever the threshold. An `agree` without a label is an answer for the model’s class as it is now. `skip` is no answer. In a blind reading each person gives one `answer`, which stands; two who agree, or a third where they differ, decide the class.
     */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          picture: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json':
            | {
                /** @enum {string} */
                verdict: 'agree';
                label?: string | null;
                /** @description The person, where tokens are not of persons; else it is the token’s. */
                reviewer?: string;
              }
            | {
                /** @enum {string} */
                verdict: 'answer';
                label: string | null;
                /** @description The person, where tokens are not of persons; else it is the token’s. */
                reviewer?: string;
              }
            | {
                /** @enum {string} */
                verdict: 'take back';
                /** @description The person, where tokens are not of persons; else it is the token’s. */
                reviewer?: string;
              }
            | {
                /** @enum {string} */
                verdict: 'skip';
                label?: string | null;
                /** @description The person, where tokens are not of persons; else it is the token’s. */
                reviewer?: string;
              }
            | {
                /** @enum {string} */
                verdict: 'disagree';
                label: string;
                /** @description The person, where tokens are not of persons; else it is the token’s. */
                reviewer?: string;
              };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Correction'] | null;
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/batches/{batch}/smear': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Patients of a batch of fields: counts, fields set aside, and with a calibration parasitaemia with its interval */
    get: {
      parameters: {
        query?: {
          threshold?: number;
        };
        header?: never;
        path: {
          batch: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Smear'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/batches/{batch}/smear/{file}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The same as files, in the form of giemsa smear, with corrections and sign-off */
    get: {
      parameters: {
        query?: {
          threshold?: number;
          /** @description Of a CSV file. `comma`: for spreadsheets in languages with a decimal comma, with semicolons between cells */
          decimals?: 'point' | 'comma';
        };
        header?: never;
        path: {
          batch: string;
          file: 'patients.csv' | 'fields.csv' | 'cells.csv' | 'corrections.csv' | 'smear.json' | 'coco.json';
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/pictures/{picture}/field': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A field with its current cells, and its patient’s figures */
    get: {
      parameters: {
        query?: {
          threshold?: number;
        };
        header?: never;
        path: {
          picture: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Field'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/pictures/{picture}/edits': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A person’s correction of a field; all are kept, with who and when
     * @description The model classifies a new outline again. The answer is the corrected field, with its patient’s figures.
     */
    post: {
      parameters: {
        query?: {
          threshold?: number;
        };
        header?: never;
        path: {
          picture: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            edit: components['schemas']['FieldEditInput'];
            /** @description The person, where tokens are not of persons; else it is the token’s. */
            reviewer?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Field'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/pictures/{picture}/corrected': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * A person says that every cell of a field is right, or takes that back
     * @description From then on the calls of its cells are those at this threshold with the corrections, and all of them are labels to learn from.
     */
    put: {
      parameters: {
        query?: {
          threshold?: number;
        };
        header?: never;
        path: {
          picture: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            corrected: boolean;
            /** @description The person, where tokens are not of persons; else it is the token’s. */
            reviewer?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Field'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/pictures/{picture}/field.webp': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A whole field in its own resolution, as WebP */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          picture: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The field */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'image/webp': string;
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/pictures/{picture}/cells/{cell}/image': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A cell as the model sees it, as PNG */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          picture: string;
          cell: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The cell */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'image/png': string;
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/pictures/{picture}/cells/{cell}/around': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A cell with what lies around it, as PNG */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          picture: string;
          cell: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The place */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'image/png': string;
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/pictures/{picture}/cells/{cell}/heat': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Its heat map as a transparent PNG to lay over it */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          picture: string;
          cell: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The layer */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'image/png': string;
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/batches/{batch}/readings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The fields of a batch that is read blind, or was, by patient, with what is left to read */
    get: {
      parameters: {
        query?: {
          /** @description Who looks, where tokens are not of persons. In a batch that is read blind this person sees what the model says of cells that they have answered. */
          by?: string;
        };
        header?: never;
        path: {
          batch: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['FieldsToRead'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/pictures/{picture}/reading': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A field that is read blind, or was: outlines to answer; answers and the model’s classes for who has answered */
    get: {
      parameters: {
        query?: {
          /** @description Who looks, where tokens are not of persons. In a batch that is read blind this person sees what the model says of cells that they have answered. */
          by?: string;
        };
        header?: never;
        path: {
          picture: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['FieldToRead'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/pictures/{picture}/readings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What a person saw in a field that is read blind: its infected cells; all others are uninfected
     * @description One reading of each person, which stands. The first two persons answer all cells; where they differ, a third is asked about those cells only and decides.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          picture: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Numbers of the cells that the person calls infected */
            infected: number[];
            /**
             * @description Numbers of what was outlined as a red cell and is none; all other cells are uninfected
             * @default []
             */
            not_cells?: number[];
            /** @description The person, where tokens are not of persons; else it is the token’s. */
            reviewer?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['FieldToRead'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/batches/{batch}/patients/{patient}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A patient of a batch of fields: figures, cells to be looked at, whether it is signed, what changed since */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          batch: string;
          patient: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Patient'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/batches/{batch}/patients/{patient}/sign-off': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A person signs the result of a patient as it was seen; any change makes a new version
     * @description The signed version stays readable with its figures. It is the token’s person who signs.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          batch: string;
          patient: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Of the result that the person saw: another one is not signed */
            digest: string;
            /** @description The person, where tokens are not of persons; else it is the token’s. */
            by?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Patient'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/batches/{batch}/patients/{patient}/versions/{version}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A version of a patient’s result as it was signed */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          batch: string;
          patient: string;
          version: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['SignedResult'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/batches/{batch}/patients/{patient}/report.html': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The report of a patient on one A4 page, as HTML that needs no network */
    get: {
      parameters: {
        query?: {
          /** @description One that was signed; left out, the result as it is now */
          version?: number;
        };
        header?: never;
        path: {
          batch: string;
          patient: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The report */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'text/html': string;
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/batches/{batch}/patients/{patient}/fhir.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The result of a patient for laboratory systems: a FHIR R4 Bundle
     * @description `DiagnosticReport.status` is `preliminary` where nobody signed the result as it is, `final` for the first version that was signed, and `amended` for later ones.
     */
    get: {
      parameters: {
        query?: {
          /** @description One that was signed; left out, the result as it is now */
          version?: number;
        };
        header?: never;
        path: {
          batch: string;
          patient: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The bundle */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/fhir+json': string;
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/batches/{batch}/settings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All that was ever set for a batch, in order, with who did it and when */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          batch: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['MadeSetting'][];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    /**
     * Sets the name or threshold of a batch, whether it is read blind, how its files are sorted into patients, or blood values and details of a patient
     * @description Everybody sees it from then on, and exports have it; what was set before is kept.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          batch: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            set:
              | {
                  /** @enum {string} */
                  setting: 'name';
                  name: string;
                }
              | {
                  /** @enum {string} */
                  setting: 'threshold';
                  /** @description Null for the model’s or its calibration’s own */
                  threshold: number | null;
                }
              | {
                  /** @enum {string} */
                  setting: 'blind';
                  /** @description Whether readers answer without seeing what the model and others say. It begins before the first answer; once somebody has answered, only an administrator ends it, and what two have read stays decided by their answers */
                  blind: boolean;
                }
              | {
                  /** @enum {string} */
                  setting: 'blood';
                  /** @description Null for all patients that have none of their own */
                  patient: string | null;
                  /** @description Measured, per µL */
                  red_cells: number | null;
                  /** @description Percent; blank for "not known". With both null, what came with the upload holds */
                  haematocrit: string | null;
                }
              | {
                  /** @enum {string} */
                  setting: 'patients';
                  /**
                   * @description How the patients of files are derived from their names
                   * @enum {string}
                   */
                  from: 'folders' | 'names' | 'pattern';
                  pattern: string | null;
                }
              | {
                  /** @enum {string} */
                  setting: 'files';
                  /** @description Names within the upload; files that are still to come may be among them */
                  files: string[];
                  patient: string | null;
                }
              | {
                  /** @enum {string} */
                  setting: 'details';
                  patient: string;
                  details: {
                    name: string;
                    value: string;
                  }[];
                };
            /** @description The person, where tokens are not of persons; else it is the token’s. */
            by?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['MadeSetting'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/batches/{batch}/manifest': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Says which files are to come, before they are sent; the same twice is once
     * @description The pages and exports of the batch say how many have arrived until all have. Files are known by name and size.
     */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          batch: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ManifestInput'];
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Batch'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/batches/{batch}/files': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Files of a batch that are no pictures of it: refused, or announced and not arrived */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          batch: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['BatchFiles'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/batches/{batch}/manifest/end': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ends an upload whose missing files will not come; they stay listed as never sent */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          batch: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description The person, where tokens are not of persons; else it is the token’s. */
            by?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Batch'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/batches/{batch}/moves': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Moves pictures that are of the other kind into a new batch: fields among cells, or cells among fields
     * @description The new batch is read with the default model of its kind. Pictures with an answer of a person stay.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          batch: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            pictures: string[];
          };
        };
      };
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Batch'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/models': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The models, the default for single cells first */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Model'][];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/models/{model}/browser.onnx': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A model with its heat maps as one ONNX file, to run in a browser
     * @description Input `images` uint8 [1, height, width, 3]; outputs `probabilities`, `heat`, `peak`. Scale probabilities by the temperature of the model.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          model: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The ONNX file */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/octet-stream': string;
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/runs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Trainings in pages, newest first
     * @description Where more follow, the header `Link` with rel="next" leads to them.
     */
    get: {
      parameters: {
        query?: {
          limit?: number;
          after?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Run'][];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    /**
     * Starts a training; its model is not used before a person publishes it
     * @description Trainings are done one after the other. One continues after a restart of the server.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            data: components['schemas']['TrainingDataInput'];
            choices: components['schemas']['TrainingChoicesInput'];
            /** @description As people call it; left out: the name of its folder */
            name?: string | null;
            note?: string | null;
            /** @description The person, where tokens are not of persons; else it is the token’s. */
            by?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Run'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/runs/{run}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A training */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          run: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Run'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    /**
     * Puts a training into the trash, with its model and figures
     * @description One that runs has to be stopped first; a model that is offered has to be taken back first.
     */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          run: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/runs/{run}/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A training, and what is compared with it, as server-sent events: one for each change, until it ends */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          run: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/runs/{run}/report': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The report of a finished training, one HTML file */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          run: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/runs/{run}/published': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Offers the model of a finished training for use, or takes it back; by a named person
     * @description A training that ended is not offered until somebody publishes it. A model that was trained further since is another one. What it has read stays when it is taken back.
     */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          run: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            published: boolean;
            /** @description The person, where tokens are not of persons; else it is the token’s. */
            by?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Run'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/training': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What can be trained here */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description Folders that the server was started with */
              datasets: string[];
              recipes: components['schemas']['Recipe'][];
            };
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/labelled-sets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The newest 50 sets of labelled pictures that were uploaded to train on */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['LabelledSet'][];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    /**
     * A new set of labelled pictures to train on, one folder for each class
     * @description No model reads it. Say what is to come and send it as with a batch: `/batches/{batch}/manifest`, `/batches/{batch}/pictures`.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            name: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Batch'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/reviewed-batches': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The newest 50 batches of single cells that persons have answered: what can be trained on */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ReviewedBatch'][];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/runs/plan': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What a training would learn from, what stands against it, and how long it would take
     * @description The time is by the speed of the newest training of the same network and size of pictures on this machine. With `measure` some steps are timed where there is none, which takes up to a minute.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            data: components['schemas']['TrainingDataInput'];
            choices: components['schemas']['TrainingChoicesInput'];
            /** @default false */
            measure?: boolean;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['TrainingPlan'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/runs/{run}/stop': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Stops a training, or takes it out of the queue; it can be resumed from its newest checkpoint
     * @description A checkpoint is written after each epoch, and every two minutes within one.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          run: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Run'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/runs/{run}/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Continues a training that was stopped or failed, to the same result as if it had not been */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          run: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description The person, where tokens are not of persons; else it is the token’s. */
            by?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Run'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/runs/{run}/about': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** What people call a training, and what they note of it */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          run: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description As people call it; left out: the name of its folder */
            name?: string | null;
            note?: string | null;
            /** @description The person, where tokens are not of persons; else it is the token’s. */
            by?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Run'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/runs/{run}/steps': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Loss and accuracy of a training by its steps, thinned to some points */
    get: {
      parameters: {
        query?: {
          points?: number;
        };
        header?: never;
        path: {
          run: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['TrainingStep'][];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/runs/{run}/comparisons': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Compares a model with that of a finished training, on the patients that the training held out
     * @description Cells of patients that the other model was trained on are left out. It is done in turn with trainings; what came of it is in `comparisons` of the run.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          run: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description The model before */
            model: string;
            /** @description The person, where tokens are not of persons; else it is the token’s. */
            by?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Run'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trashed-runs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Deleted trainings, latest first */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['TrashedRun'][];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trashed-runs/{run}/restore': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Restores a training from the trash */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          run: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Run'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trashed-runs/{run}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Deletes a training for good, with its model and figures */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          run: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/adoptions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Models that giemsa adopt adapted to a microscope, newest first */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Adoption'][];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    /** Starts to adapt a model on the corrections of some batches; nothing is used before a person publishes it */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            batches: string[];
            /** @description Left out: the default for fields. */
            model?: string;
            /** @description The person, where tokens are not of persons; else it is the token’s. */
            by?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Task'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/adoptions/{adoption}/publish': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Makes an adapted model the one of a name that is in use */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          adoption: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            name: string;
            /** @description The person, where tokens are not of persons; else it is the token’s. */
            by?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PublishedModel'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/published': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Published models, with who made which version the one in use */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PublishedModel'][];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/published/{name}/back': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Makes the version before the one in use again */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          name: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description The person, where tokens are not of persons; else it is the token’s. */
            by?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PublishedModel'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/corrected-batches': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Batches of fields at which persons have looked, newest first: what a model can be adapted on */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CorrectedBatch'][];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/adoptions/needs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Whether a model can be adapted on the corrections of some batches */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            batches: string[];
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['AdoptionNeeds'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/calibrations/needs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** What a calibration on the fields of some batches could not tell */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            batches: string[];
            /** @description Left out: the default for fields. */
            model?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CalibrationNeeds'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/calibrations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The newest calibration of each microscope with each model */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Calibration'][];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    /**
     * Starts to measure a microscope on the fields of patients without malaria
     * @description As `giemsa smear calibrate` does. The person who starts it states that none of these patients has malaria. It is used for batches that name this microscope, with the same model.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            batches: string[];
            microscope: string;
            /**
             * @description The person states that none of these patients has malaria.
             * @enum {boolean}
             */
            without_malaria: true;
            /**
             * @description Healthy cells of 1,000 that may be called infected
             * @default 1
             */
            false_alarms_per_1000?: number;
            /** @description Rules that set fields aside and are not followed; left out, those of the batches */
            accept?: ('grey' | 'thick' | 'shapes' | 'small' | 'sparse' | 'blurred')[];
            /** @description Left out: the default for fields. */
            model?: string;
            /** @description The person, where tokens are not of persons; else it is the token’s. */
            by?: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Task'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The newest 50 adoptions and calibrations that were started here */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Task'][];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/{task}/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** An adoption or a calibration as server-sent events, until it ends */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          task: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/{task}/stop': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Stops an adoption or a calibration; what it had learned is discarded */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          task: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Task'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trash': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Deleted batches in pages, latest first
     * @description Where more follow, the header `Link` with rel="next" leads to them.
     */
    get: {
      parameters: {
        query?: {
          limit?: number;
          after?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['TrashedBatch'][];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trash/{batch}/restore': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Restores a batch from the trash */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          batch: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Batch'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trash/{batch}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Deletes a batch for good: rows, results, corrections, pictures and everything made from them */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          batch: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The audit log, newest first: all of it, or that of a batch or a person
     * @description For older entries send "before", the number of the last one.
     */
    get: {
      parameters: {
        query?: {
          batch?: string;
          /** @description Name of the person, or of the token */
          person?: string;
          before?: number;
          limit?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['AuditEntry'][];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit.csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The same as a file */
    get: {
      parameters: {
        query?: {
          batch?: string;
          /** @description Name of the person, or of the token */
          person?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whose token it is, and what it may do */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Session'];
          };
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    put?: never;
    /**
     * Exchanges the token for a session cookie, for browsers
     * @description A session ends 12 hours after this, 2 hours after its last request, at logout, or with its token.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            token: string;
          };
        };
      };
      responses: {
        /** @description Default Response */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    /** Logs out: ends the session */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Default Response */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        400: components['responses']['Problem400'];
        401: components['responses']['Problem401'];
        403: components['responses']['Problem403'];
        404: components['responses']['Problem404'];
        405: components['responses']['Problem405'];
        408: components['responses']['Problem408'];
        409: components['responses']['Problem409'];
        410: components['responses']['Problem410'];
        413: components['responses']['Problem413'];
        415: components['responses']['Problem415'];
        422: components['responses']['Problem422'];
        429: components['responses']['Problem429'];
        500: components['responses']['Problem500'];
        503: components['responses']['Problem503'];
        507: components['responses']['Problem507'];
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Adoption: {
      id: string;
      made: string;
      from: {
        model: string;
        sha256: string;
      };
      sha256: string;
      offered: boolean;
      reasons: string[];
      notes: string[];
      /** @description On patients, or fields, of the new microscope that were not learned from */
      held_out: {
        /** @enum {string} */
        by: 'patient' | 'field';
        groups: number;
        /** @description What both models call infected of the same cells; null where there were none */
        false_alarms: {
          n: number;
          /** @description By the old model */
          before: {
            called: number;
            share: number;
            /** @description Exact, as if cells were independent */
            ci95: number[];
          };
          /** @description By the new model */
          after: {
            called: number;
            share: number;
            /** @description Exact, as if cells were independent */
            ci95: number[];
          };
          /** @description Sign test of the cells that changed */
          p: number;
        } | null;
        /** @description What both models call infected of the same cells; null where there were none */
        sensitivity: {
          n: number;
          /** @description By the old model */
          before: {
            called: number;
            share: number;
            /** @description Exact, as if cells were independent */
            ci95: number[];
          };
          /** @description By the new model */
          after: {
            called: number;
            share: number;
            /** @description Exact, as if cells were independent */
            ci95: number[];
          };
          /** @description Sign test of the cells that changed */
          p: number;
        } | null;
        /** @description What both models call infected of the same cells; null where there were none */
        drawn_parasites: {
          n: number;
          /** @description By the old model */
          before: {
            called: number;
            share: number;
            /** @description Exact, as if cells were independent */
            ci95: number[];
          };
          /** @description By the new model */
          after: {
            called: number;
            share: number;
            /** @description Exact, as if cells were independent */
            ci95: number[];
          };
          /** @description Sign test of the cells that changed */
          p: number;
        } | null;
      };
      elsewhere: {
        what: string;
        /** @description What both models call infected of the same cells; null where there were none */
        false_alarms: {
          n: number;
          /** @description By the old model */
          before: {
            called: number;
            share: number;
            /** @description Exact, as if cells were independent */
            ci95: number[];
          };
          /** @description By the new model */
          after: {
            called: number;
            share: number;
            /** @description Exact, as if cells were independent */
            ci95: number[];
          };
          /** @description Sign test of the cells that changed */
          p: number;
        } | null;
        /** @description What both models call infected of the same cells; null where there were none */
        sensitivity: {
          n: number;
          /** @description By the old model */
          before: {
            called: number;
            share: number;
            /** @description Exact, as if cells were independent */
            ci95: number[];
          };
          /** @description By the new model */
          after: {
            called: number;
            share: number;
            /** @description Exact, as if cells were independent */
            ci95: number[];
          };
          /** @description Sign test of the cells that changed */
          p: number;
        } | null;
      };
      comparison: string[];
      in_use_as: string | null;
    };
    AdoptionNeeds: {
      /** @description Fields at which a person has looked */
      fields: number;
      /** @description Of these, those that a person marked as corrected */
      whole_fields: number;
      patients: number;
      /** @description Cells that a person stands for */
      infected: number;
      uninfected: number;
      corrections: number;
      /** @description What is needed before it can be started; empty if it can */
      missing: string[];
      /** @description What its result will not tell */
      notes: string[];
    };
    Agreement: {
      /** @description That can be read */
      cells: number;
      /** @description Cells of which something is kept from who asks */
      hidden: number;
      read_by_you: number;
      read_by_two: number;
      agreed: number;
      /** @description That wait for a third person */
      disagreed: number;
      /** @description By a third person */
      decided: number;
      /** @description Of the tables; `no cell` where a person or the model says so */
      classes: string[];
      /** @description Of each two persons who were the two readers of cells; null while something is hidden from who asks */
      between:
        | {
            readers: string[];
            /** @description Cells that both have named */
            n: number;
            agreed: number;
            /** @description Of the cells on which they agree, 0 to 1 */
            share: number | null;
            /** @description Wilson’s */
            share_ci95: [number, number] | null;
            /** @description Cohen’s; null where it is not defined: both have named one class only */
            kappa: number | null;
            /** @description Null where they agree on every cell: it has no width then */
            kappa_ci95: [number, number] | null;
            /** @description Rows: the first reader, or the reader; columns: the other, or the model */
            table: number[][];
          }[]
        | null;
      /** @description Of each reader with the model, at the threshold of the batch; null while something is hidden */
      with_model:
        | {
            reader: string;
            /** @description Cells that both have named */
            n: number;
            agreed: number;
            /** @description Of the cells on which they agree, 0 to 1 */
            share: number | null;
            /** @description Wilson’s */
            share_ci95: [number, number] | null;
            /** @description Cohen’s; null where it is not defined: both have named one class only */
            kappa: number | null;
            /** @description Null where they agree on every cell: it has no width then */
            kappa_ci95: [number, number] | null;
            /** @description Rows: the first reader, or the reader; columns: the other, or the model */
            table: number[][];
          }[]
        | null;
      /** @description Who had taken a copy of results before the blind reading began, by the log: method and route */
      copies_before: {
        at: string;
        person: string | null;
        action: string;
      }[];
    };
    AuditEntry: {
      id: number;
      at: string;
      token: string | null;
      role: string | null;
      address: string | null;
      action: string;
      status: number | null;
      batch: string | null;
      picture: string | null;
      /** @description Who did it: of the token, or whom the request named */
      person: string | null;
      /** @description The training that something was done with */
      run: string | null;
    };
    Batch: {
      id: string;
      name: string;
      /**
       * @description `labelled`: a set to train on, which no model reads
       * @enum {string}
       */
      kind: 'cells' | 'fields' | 'labelled';
      /** @description Empty for a labelled set */
      model: string;
      /** @description Whether its cells are read blind now */
      blind: boolean;
      created: string;
      progress: components['schemas']['Progress'];
    };
    BatchFiles: {
      /** @description Files that did not become pictures, and why */
      refused: {
        name: string;
        reason: string;
      }[];
      /** @description Files that were announced and have not arrived */
      missing: {
        name: string;
        bytes: number;
      }[];
    };
    Calibration: {
      microscope: string;
      model: string;
      model_sha256: string;
      made: string;
      /** @description Who states that the patients have no malaria */
      stated_by: string;
      /** @description That it was measured on; null unless you see all rooms */
      batches: string[] | null;
      threshold: number;
      threshold_from: string;
      background: {
        patients: number;
        fields: number;
        cells: number;
        false_alarms: number;
        false_alarms_per_1000: number;
        ci95_per_1000: number[];
      };
      /** @description Of so many counted cells, how many are called infected at most in 95 % of patients without malaria; null if it is not known */
      limits_of_blank: {
        cells: number;
        infected: number | null;
      }[];
      thresholds: {
        allowed_per_1000: number;
        threshold: number;
        cells: number;
        false_alarms: number;
        false_alarms_per_1000: number;
        ci95_per_1000: number[];
      }[];
      cannot_tell: string[];
    };
    CalibrationNeeds: {
      fields: number;
      patients: number;
      cells: number;
      /** @description What is needed before it can be started; empty if it can */
      missing: string[];
      /** @description What its result will not tell */
      notes: string[];
    };
    Cell: {
      id: number;
      /** @enum {string} */
      kind: 'red cell' | 'clump' | 'white cell' | 'platelet' | 'debris';
      box: [number, number, number, number];
      outline: number[];
      area: number;
      cut: boolean;
      covered: boolean;
      counted: boolean;
      probability: number | null;
      call: ('infected' | 'uninfected') | null;
      unsure: boolean;
      /** @description Of the parasite: of a cell that may be infected; `probability` is null where a person said it. A stage that is not sure is not counted */
      stage: {
        /** @enum {string} */
        name: 'ring' | 'trophozoite' | 'schizont' | 'gametocyte';
        probability: number | null;
        sure: boolean;
      } | null;
      /** @description What the model says of places in a clump, or in a cell that the border cuts; empty for all else */
      parts: {
        box: [number, number, number, number];
        probability: number;
        /** @enum {string} */
        call: 'infected' | 'uninfected';
      }[];
      /** @description Of the model at the threshold, or of the finder */
      model_class:
        | (
            | 'infected'
            | 'uninfected'
            | 'clump'
            | 'white cell'
            | 'platelet'
            | 'debris'
            | 'ring'
            | 'trophozoite'
            | 'schizont'
            | 'gametocyte'
          )
        | null;
      /** @description What counts: the class that a person gave it, else the model’s */
      final_class:
        | (
            | 'infected'
            | 'uninfected'
            | 'clump'
            | 'white cell'
            | 'platelet'
            | 'debris'
            | 'ring'
            | 'trophozoite'
            | 'schizont'
            | 'gametocyte'
          )
        | null;
      /** @description Who corrected it last */
      reviewer: string | null;
      /** @description All whose corrections of it stand */
      reviewers: string[];
      reviewed_at: string | null;
      /** @description Who last looked at it without deciding what counts */
      looked: {
        /** @enum {string} */
        sees: 'infected' | 'uninfected' | 'cannot tell';
        by: string;
        at: string;
      } | null;
    };
    CorrectedBatch: {
      id: string;
      name: string;
      created: string;
      model: string;
      /** @description Fields at which a person has looked */
      fields: number;
      /** @description Of these, those that a person marked as corrected */
      whole_fields: number;
      patients: number;
      /** @description Cells that a person stands for */
      infected: number;
      uninfected: number;
      corrections: number;
    };
    Correction: {
      /**
       * @description `skip` is no answer: then the model’s class counts
       * @enum {string}
       */
      verdict: 'agree' | 'disagree' | 'skip';
      label: string | null;
      reviewer: string;
      created: string;
    };
    Field: {
      id: string;
      batch: string;
      name: string;
      width: number;
      height: number;
      problem: string | null;
      /** @description That the cells are called at */
      threshold: number;
      /** @description Who says that every cell of it is right, and the threshold that the calls were seen at */
      corrected: {
        by: string;
        at: string;
        threshold: number;
      } | null;
      cell_diameter: number | null;
      microns_per_pixel: number | null;
      cells: components['schemas']['Cell'][];
      /** @description Cells that a person removed: they can be restored */
      removed: {
        cell: number;
        by: string;
      }[];
      /** @description How many corrections each person can undo, and do again */
      undoable: {
        by: string;
        undo: number;
        redo: number;
      }[];
      patient: components['schemas']['PatientSmear'];
      /** @description Of the patient’s result */
      sign_off: {
        /**
         * @description `changed`: something is not as it was signed, and the result has to be signed again
         * @enum {string}
         */
        state: 'unsigned' | 'signed' | 'changed';
        /** @description Of the result as it is now: 1 before the first sign-off */
        version: number;
        /** @description Of the last version that was signed */
        signed: components['schemas']['Signed'] | null;
      };
    };
    FieldCounts: {
      counted: number;
      infected: number;
      unsure: number;
      rings: number;
      trophozoites: number;
      schizonts: number;
      gametocytes: number;
      /** @description Infected cells without a sure stage: they count as asexual */
      stage_unsure: number;
      cut: number;
      covered: number;
      clumps: number;
      cells_in_clumps: number;
      /** @description Places called infected in clumps: to be looked at, not counted */
      seen_in_clumps: number;
      /** @description Cells cut by the border that are called infected: to be looked at, not counted */
      seen_cut: number;
      white_cells: number;
      platelets: number;
      debris: number;
    };
    FieldEditInput:
      | {
          /** @constant */
          action: 'class';
          cell: number;
          /** @enum {string} */
          class:
            | 'infected'
            | 'uninfected'
            | 'clump'
            | 'white cell'
            | 'platelet'
            | 'debris'
            | 'ring'
            | 'trophozoite'
            | 'schizont'
            | 'gametocyte';
        }
      | {
          /** @constant */
          action: 'look';
          cell: number;
          /** @enum {string} */
          sees: 'infected' | 'uninfected' | 'cannot tell';
        }
      | {
          /** @constant */
          action: 'remove';
          cell: number;
        }
      | {
          /** @constant */
          action: 'outline';
          cell: number;
          outline: number[];
        }
      | {
          /** @constant */
          action: 'add';
          outline: number[];
        }
      | {
          /** @constant */
          action: 'take back';
          cell: number;
        }
      | {
          /** @constant */
          action: 'restore';
          cell: number;
        }
      | {
          /** @constant */
          action: 'undo';
        }
      | {
          /** @constant */
          action: 'redo';
        };
    FieldToRead: {
      id: string;
      name: string;
      /**
       * @description How far its readers are
       * @enum {string}
       */
      state: 'waits' | 'agreed' | 'disagreed' | 'decided';
      /** @description Whether what the model and others say is kept from who asks */
      hidden: boolean;
      batch: string;
      patient: string;
      width: number;
      height: number;
      problem: string | null;
      cell_diameter: number | null;
      microns_per_pixel: number | null;
      /** @description Whether who asks has something to answer here */
      may_answer: boolean;
      cells: {
        id: number;
        /** @description `[x0, y0, x1, y1, ...]` in pixels of the field */
        outline: number[];
        /** @description Whether who asks is asked about it */
        asked: boolean;
        /** @description Null for what nobody is asked about, and while it is hidden */
        state: ('waits' | 'agreed' | 'disagreed' | 'decided') | null;
        answers: {
          reviewer: string;
          /** @enum {string} */
          answer: 'infected' | 'uninfected' | 'no cell';
          at: string;
        }[];
        /** @description At the threshold of the batch; null while it is hidden */
        model_class: string | null;
      }[];
    };
    FieldsToRead: {
      batch: components['schemas']['Batch'];
      /** @description Fields of which something is kept from who asks */
      hidden: number;
      patients: {
        patient: string;
        fields: {
          id: string;
          name: string;
          /**
           * @description How far its readers are
           * @enum {string}
           */
          state: 'waits' | 'agreed' | 'disagreed' | 'decided';
          /** @description Whether what the model and others say is kept from who asks */
          hidden: boolean;
          /** @enum {string} */
          status: 'waiting' | 'done' | 'refused' | 'failed';
          /** @description Why it is not read: it could not be, or is set aside */
          problem: string | null;
          /** @description Cells that who asks is asked about: all, or those on which two readers differ */
          cells: number;
          read_by_you: boolean;
        }[];
      }[];
    };
    LabelledSet: {
      id: string;
      name: string;
      created: string;
      cells: number;
      /** @description By the folders that the pictures came in */
      classes: {
        name: string;
        cells: number;
      }[];
      /** @description Known ones, by the names of the files */
      patients: number;
      announced: number | null;
      /** @description Fewer than `announced`: the upload is incomplete */
      arrived: number | null;
    };
    LookedCell: {
      picture: string;
      /** @description Name of the field */
      field: string;
      cell: number;
      /**
       * @description The model calls it infected, or is unsure; a person called it infected; two readers differ on it, so it waits for a third; or the model sees an infected cell in a clump or in a cell that is not counted
       * @enum {string}
       */
      reason: 'infected' | 'unsure' | 'person' | 'readers differ' | 'in a clump' | 'cut or covered';
      counted: boolean;
      /** @description Left, top, width, height in pixels */
      box: [number, number, number, number];
      /** @description Of what is not counted, that of its most probable place */
      probability: number | null;
      model_class:
        | (
            | 'infected'
            | 'uninfected'
            | 'clump'
            | 'white cell'
            | 'platelet'
            | 'debris'
            | 'ring'
            | 'trophozoite'
            | 'schizont'
            | 'gametocyte'
          )
        | null;
      /** @description What counts; null for what is not counted */
      final_class:
        | (
            | 'infected'
            | 'uninfected'
            | 'clump'
            | 'white cell'
            | 'platelet'
            | 'debris'
            | 'ring'
            | 'trophozoite'
            | 'schizont'
            | 'gametocyte'
          )
        | null;
      /** @description Of an infected cell, where it is sure */
      stage: ('ring' | 'trophozoite' | 'schizont' | 'gametocyte') | null;
      /** @description What a person said of it; null where nobody has looked */
      answer:
        | (
            | 'infected'
            | 'uninfected'
            | 'clump'
            | 'white cell'
            | 'platelet'
            | 'debris'
            | 'ring'
            | 'trophozoite'
            | 'schizont'
            | 'gametocyte'
            | 'cannot tell'
          )
        | null;
      by: string | null;
      at: string | null;
    };
    MadeSetting:
      | {
          /** @constant */
          setting: 'name';
          name: string;
          by: string;
          at: string;
        }
      | {
          /** @constant */
          setting: 'threshold';
          /** @description Null for the model’s or its calibration’s own */
          threshold: number | null;
          by: string;
          at: string;
        }
      | {
          /** @constant */
          setting: 'blind';
          /** @description Whether readers answer without seeing what the model and others say. It begins before the first answer; once somebody has answered, only an administrator ends it, and what two have read stays decided by their answers */
          blind: boolean;
          by: string;
          at: string;
        }
      | {
          /** @constant */
          setting: 'blood';
          /** @description Null for all patients that have none of their own */
          patient: string | null;
          /** @description Measured, per µL */
          red_cells: number | null;
          /** @description Percent; blank for "not known". With both null, what came with the upload holds */
          haematocrit: string | null;
          by: string;
          at: string;
        }
      | {
          /** @constant */
          setting: 'patients';
          /**
           * @description How the patients of files are derived from their names
           * @enum {string}
           */
          from: 'folders' | 'names' | 'pattern';
          /** @description With `pattern`: of a file’s name without its ending, such as `{patient}_*`; else null */
          pattern: string | null;
          by: string;
          at: string;
        }
      | {
          /** @constant */
          setting: 'files';
          /** @description Names within the upload; files that are still to come may be among them */
          files: string[];
          /** @description Whose they are, by a code; null for what is derived */
          patient: string | null;
          /** @description The patient whose files all of these were: blood values and details went along */
          renamed: string | null;
          by: string;
          at: string;
        }
      | {
          /** @constant */
          setting: 'details';
          patient: string;
          /** @description All that is noted of the patient */
          details: {
            name: string;
            value: string;
          }[];
          by: string;
          at: string;
        };
    ManifestInput: {
      files: {
        name: string;
        bytes: number;
      }[];
      /**
       * @description Files that are not sent, and why: they stay with the batch
       * @default []
       */
      left_out?: {
        name: string;
        reason: string;
      }[];
    };
    Model: {
      id: string;
      architecture: string;
      recipe: string;
      class_names: string[];
      positive_class: string;
      threshold: number;
      image_size: number;
      parameters: number;
      sha256: string;
      calibrated: boolean;
      temperature: number;
      /** @enum {string} */
      color_mode: 'rgb' | 'grayscale';
      training_data: string;
      modified: string;
      default_for: ('cells' | 'fields')[];
      unsure_half_width: number | null;
      unsure_band: {
        low: number;
        high: number;
      } | null;
      meaning:
        | {
            /** @enum {string} */
            what: 'input size' | 'input range' | 'left out' | 'output' | 'classes' | 'positive class';
            value: string;
            /** @enum {string} */
            source: 'file' | 'given' | 'assumed' | 'name';
            option?: string;
          }[]
        | null;
      gate: {
        /** @constant */
        version: 1;
        cells: number;
        limits: {
          [key: string]: {
            middle: number;
            low: number;
            high: number;
          };
        };
        groups: {
          [key: string]: {
            mean: number[];
            inverse: number[][];
            limit: number;
          };
        };
      } | null;
      metrics: {
        [key: string]: unknown;
      } | null;
    };
    Parasitaemia: {
      counted: number;
      /** @description Of all stages */
      infected: number;
      /** @description Of the infected ones; parasitaemia leaves them out */
      gametocytes: number;
      fields: number;
      /** @description Asexual parasites as counted; null where `corrected` is */
      raw: {
        value: number;
        ci95: [number, number];
      } | null;
      /** @description Asexual parasites, corrected for false alarms, and for misses if the sensitivity was measured. Null without a calibration on at least 5 patients without malaria at this threshold, and if the count is not interpretable */
      corrected: {
        value: number;
        ci95: [number, number];
        per_microlitre: {
          value: number;
          ci95: [number, number];
        } | null;
      } | null;
      /** @description True: `corrected` says only what the share stays below, the upper end of its interval */
      is_bound: boolean;
      /** @description False: misses were not measured, and the corrected share may be too low */
      is_sensitivity_known: boolean;
      red_cells: {
        per_microlitre: number | null;
        source: string;
        words: string;
      };
      /** @description Infected cells that 95 % of patients without malaria do not exceed; null if it is not known */
      limit_of_blank: number | null;
      /** @description The share at which 95 % of patients exceed the limit of blank; null if it is not known */
      limit_of_detection: number | null;
      minimum_counts: {
        guideline: string;
        cells: number;
        met: boolean;
        further_fields: number | null;
      }[];
      /** @description Empty if `corrected` is null */
      severity: {
        name: string;
        state: string;
      }[];
      statement: string;
    };
    Patient: {
      result: components['schemas']['PatientResult'];
      /** @description Of all that is signed; send it to sign exactly this */
      digest: string;
      sign_off: {
        /**
         * @description `changed`: something is not as it was signed, and the result has to be signed again
         * @enum {string}
         */
        state: 'unsigned' | 'signed' | 'changed';
        /** @description Of the result as it is now: 1 before the first sign-off */
        version: number;
        /** @description Of the last version that was signed */
        signed: components['schemas']['Signed'] | null;
      };
      /** @description Since the last sign-off, in `changed` */
      changes: {
        /** @enum {string} */
        what: 'answer' | 'threshold' | 'blood' | 'details' | 'patient' | 'fields' | 'field' | 'calibration';
        /** @description In words */
        detail: string;
        by: string | null;
        at: string | null;
      }[];
      /** @description Why it cannot be signed now */
      hindrance: string | null;
      /** @description That were signed, the first first */
      versions: {
        version: number;
        by: string;
        at: string;
      }[];
    };
    PatientResult: {
      batch: {
        id: string;
        name: string;
      };
      model: {
        id: string;
        sha256: string;
        architecture: string;
      };
      finder: string;
      threshold: number;
      /** @description Who or what chose it, in words */
      threshold_from: string;
      /** @description Who set it for the batch; null where nobody did */
      threshold_set: components['schemas']['Signed'] | null;
      /** @description The model’s, or its calibration’s */
      own_threshold: number;
      /** @description In words; `none` without one */
      calibration: string;
      software: string;
      /** @description Whose calibration is used; null for the one beside the model, if there is one */
      microscope: string | null;
      /** @description When the calibration that is used was made */
      calibration_made: string | null;
      /** @description What the calibration cannot tell; empty without one */
      cannot_tell: string[];
      /** @description Rules that set fields aside and were not followed */
      accepted: ('grey' | 'thick' | 'shapes' | 'small' | 'sparse' | 'blurred')[];
      microns_per_pixel: number | null;
      /** @description A code; names of persons do not belong there */
      patient: string;
      /** @description Who last said that files are of this patient; null where all of it is derived from names */
      sorted: components['schemas']['Signed'] | null;
      /** @description What a person noted of the patient */
      details: {
        name: string;
        value: string;
      }[];
      blood: {
        red_cells: number | null;
        haematocrit: string | null;
        /** @description Who set it; null where it came with the upload, or is not known */
        set: components['schemas']['Signed'] | null;
      };
      parasitaemia: components['schemas']['Parasitaemia'];
      /** @description Called infected in clumps, and in cells cut by the border: to be looked at, in no figure */
      seen: {
        in_clumps: number;
        cut: number;
      };
      /** @description Of the cells called infected; null if fields were read without stages */
      stages: components['schemas']['StageCounts'] | null;
      reviewers: string[];
      fields: {
        id: string;
        name: string;
        /** @enum {string} */
        status: 'waiting' | 'done' | 'refused' | 'failed';
        width: number;
        height: number;
        reason: string | null;
        /** @description The rule that set it aside, if a new batch with `accept` would count it */
        rule: ('grey' | 'thick' | 'shapes' | 'small' | 'sparse' | 'blurred') | null;
        counts: components['schemas']['FieldCounts'] | null;
        /** @description Corrections that stand: what was taken back is none */
        edits: number;
        /** @description Who says that every cell of it is right; null if nobody does */
        corrected_by: string | null;
        sha256: string;
        corrected_at: string | null;
      }[];
      /** @description Files of the patient that are no fields: refused, or not arrived */
      left_out: {
        name: string;
        reason: string;
      }[];
      /** @description Most probable first; what is not counted last */
      cells: components['schemas']['LookedCell'][];
      /** @description Cells called infected or unsure, and places that are not counted: all, those that persons looked at, and those of them that nobody could tell */
      to_look_at: {
        of: number;
        done: number;
        cannot_tell: number;
        readers: string[];
      };
      /** @description All that were ever made, in order of each field */
      corrections: {
        picture: string;
        action: string;
        cell: number | null;
        said: string | null;
        by: string;
        at: string;
      }[];
      /** @description How many settings of the batch had been made */
      settings: number;
    };
    PatientSmear: {
      /** @description A code; names of persons do not belong there */
      patient: string;
      /** @description Who last said that files are of this patient; null where all of it is derived from names */
      sorted: components['schemas']['Signed'] | null;
      /** @description What a person noted of the patient */
      details: {
        name: string;
        value: string;
      }[];
      blood: {
        red_cells: number | null;
        haematocrit: string | null;
        /** @description Who set it; null where it came with the upload, or is not known */
        set: components['schemas']['Signed'] | null;
      };
      parasitaemia: components['schemas']['Parasitaemia'];
      /** @description Called infected in clumps, and in cells cut by the border: to be looked at, in no figure */
      seen: {
        in_clumps: number;
        cut: number;
      };
      /** @description Of the cells called infected; null if fields were read without stages */
      stages: components['schemas']['StageCounts'] | null;
      reviewers: string[];
      fields: {
        id: string;
        name: string;
        /** @enum {string} */
        status: 'waiting' | 'done' | 'refused' | 'failed';
        width: number;
        height: number;
        reason: string | null;
        /** @description The rule that set it aside, if a new batch with `accept` would count it */
        rule: ('grey' | 'thick' | 'shapes' | 'small' | 'sparse' | 'blurred') | null;
        counts: components['schemas']['FieldCounts'] | null;
        /** @description Corrections that stand: what was taken back is none */
        edits: number;
        /** @description Who says that every cell of it is right; null if nobody does */
        corrected_by: string | null;
      }[];
    };
    Picture: {
      id: string;
      name: string;
      width: number;
      height: number;
      label: string | null;
      patient: string | null;
      /** @enum {string} */
      status: 'waiting' | 'done' | 'refused' | 'failed';
      reason: string | null;
      /** @description The model’s, at the threshold of the answer */
      class: string | null;
      /** @description What counts: the last answer of a person, else the model’s class. Null for what is no cell */
      final_class: string | null;
      probability: number | null;
      unsure: boolean | null;
      model_sha256: string | null;
      /** @description Of a cell that is read blind, the answer that counts */
      correction: components['schemas']['Correction'] | null;
      /** @description Null for a cell that is not read blind */
      reading: components['schemas']['Reading'] | null;
    };
    Problem: {
      type: string;
      title: string;
      status: number;
      detail: string;
      code: string;
    };
    Progress: {
      total: number;
      done: number;
      refused: number;
      failed: number;
      /** @description Files that the upload said were to come; null where it said nothing */
      announced: number | null;
      /** @description Those of them that are here: fewer than `announced` is incomplete */
      arrived: number | null;
    };
    PublishedModel: {
      name: string;
      version: number;
      sha256: string;
      before: number | null;
      acts: {
        /** @enum {string} */
        what: 'began with' | 'published' | 'went back to';
        version: number;
        sha256: string;
        by: string;
        at: string;
      }[];
    };
    Reading: {
      /**
       * @description Fewer than two readers; two who agree; two who disagree: then it has no final class before a third person has decided
       * @enum {string}
       */
      state: 'waits' | 'agreed' | 'disagreed' | 'decided';
      /** @description Whether what the model and others say is kept from who asks, until this person has answered */
      hidden: boolean;
      /** @description Of the first reader, the second, and who decides; none while they are hidden */
      answers: {
        label: string | null;
        reviewer: string;
        created: string;
      }[];
    };
    Recipe: {
      name: string;
      description: string;
      architecture: string;
      epochs: number;
      learning_rate: number;
      batch_size: number;
      image_size: number;
      split: string;
      validation_fraction: number;
      augmented: boolean;
      /** @description What it begins with; null for random weights */
      weights: string | null;
    };
    Results: {
      batch: components['schemas']['Batch'];
      files: components['schemas']['BatchFiles'];
      sorting: {
        /** @enum {string} */
        from: 'folders' | 'names' | 'pattern';
        pattern: string | null;
        /** @description Who chose it; null where nobody did: folders for fields, names and then folders for single cells */
        set: components['schemas']['Signed'] | null;
      };
      model_sha256: string;
      model_replaced: boolean;
      class_names: string[];
      positive_class: string;
      threshold: number;
      /** @description Who or what chose it, in words */
      threshold_from: string;
      /** @description Who set it for the batch; null where nobody did */
      threshold_set: components['schemas']['Signed'] | null;
      /** @description The model’s, or its calibration’s */
      own_threshold: number;
      /** @description In words; `none` without one */
      calibration: string;
      software: string;
      unsure_half_width: number | null;
      pictures: components['schemas']['Picture'][];
    };
    ReviewedBatch: {
      id: string;
      name: string;
      created: string;
      /** @description Cells that persons answered */
      cells: number;
      classes: {
        name: string;
        cells: number;
      }[];
      patients: number;
      not_learned: {
        /** @description Cells that no person answered */
        unanswered: number;
        /** @description Pictures that a person called no cell */
        no_cell: number;
        /** @description Cells read blind that are not decided */
        open: number;
      };
    };
    Run: {
      /** @description Name of its folder */
      id: string;
      /** @description As a person called it */
      name: string | null;
      note: string | null;
      /** @enum {string} */
      state: 'waiting' | 'training' | 'finished' | 'stopped' | 'failed';
      /** @description Who started it here, on what; null for one of the command line */
      started: {
        by: string;
        on: string;
        at: string;
      } | null;
      /** @description Whether it was started here, so that it can be stopped and resumed here */
      here: boolean;
      /** @description Of a training that runs */
      progress: {
        /** @enum {string} */
        step: 'collecting' | 'reading' | 'training' | 'evaluating' | 'comparing';
        done: number;
        /** @description 0 where it is not known */
        total: number;
        /** @description Of this step; null as long as it cannot be told */
        seconds_left: number | null;
      } | null;
      /** @description How often its server or process ended since it last came forward */
      interruptions: number;
      /** @description Why it failed, and the code of the mistake; null where it did not */
      failure: {
        code: string | null;
        reason: string;
      } | null;
      created: string;
      recipe: string;
      architecture: string;
      epochs: number | null;
      learning_rate: number | null;
      batch_size: number | null;
      image_size: number | null;
      seed: number | null;
      cells: number;
      patients: number | null;
      split: string;
      trained_on: {
        cells: number;
        /** @description Known ones; 0 where no patient is known */
        patients: number;
      } | null;
      held_out: {
        cells: number;
        /** @description Known ones; 0 where no patient is known */
        patients: number;
      } | null;
      /** @description Spent on the epochs that are finished */
      seconds: number;
      history: {
        [key: string]: number | null;
      }[];
      /** @description Who offers its model for use; null where nobody does, or it was trained further since */
      published: components['schemas']['Signed'] | null;
      metrics: {
        [key: string]: unknown;
      } | null;
      comparisons: components['schemas']['RunComparison'][];
      /** @description A comparison that runs, waits, or failed last, with the reason */
      comparing: {
        model: string;
        progress: {
          /** @enum {string} */
          step: 'collecting' | 'reading' | 'training' | 'evaluating' | 'comparing';
          done: number;
          /** @description 0 where it is not known */
          total: number;
          /** @description Of this step; null as long as it cannot be told */
          seconds_left: number | null;
        } | null;
        reason: string | null;
      } | null;
    };
    /** @description Both models on the same cells */
    RunComparison: {
      /** @description The model before */
      model: string;
      sha256: string;
      made: string;
      /** @description Held-out cells of patients that neither model was trained on */
      cells: number;
      /** @description Null where the patient of some cell is not known */
      patients: number | null;
      without_interval: ('patients not known' | 'too few patients') | null;
      figures: {
        [key: string]: {
          before: {
            value: number;
            /** @description By resampling whole patients */
            ci95: number[] | null;
          };
          after: {
            value: number;
            /** @description By resampling whole patients */
            ci95: number[] | null;
          };
          /** @description After minus before; the same patients are drawn for both */
          difference: {
            value: number;
            /** @description By resampling whole patients */
            ci95: number[] | null;
          };
        };
      };
      left_out: {
        /** @description Held-out cells of patients that the model before was trained on */
        trained_on: number;
        /** @description Held-out cells whose pictures are gone */
        unread: number;
      };
      /** @description Whether it is known what the model before was trained on */
      knows_training: boolean;
      /** @description False where the training went on since */
      is_now: boolean;
    };
    Session: {
      token: string | null;
      /** @description Whose answers and decisions those of this token are; null where each request names the person */
      person: string | null;
      /** @enum {string} */
      role: 'reader' | 'technician' | 'admin';
      room: string | null;
      trash_days: number;
      software: string;
    };
    Signed: {
      by: string;
      at: string;
    };
    SignedResult: {
      /** @description As it was signed */
      result: components['schemas']['PatientResult'];
      digest: string;
      version: number;
      signed: components['schemas']['Signed'];
      /** @description Whether no later version was signed and nothing was changed since */
      is_latest: boolean;
    };
    Smear: {
      batch: components['schemas']['Batch'];
      /** @description Whether its fields are read blind, or were */
      was_blind: boolean;
      /** @description Of the model file that found these cells; the newest, if there were several */
      model_sha256: string;
      files: components['schemas']['BatchFiles'];
      threshold: number;
      /** @description Who or what chose it, in words */
      threshold_from: string;
      /** @description Who set it for the batch; null where nobody did */
      threshold_set: components['schemas']['Signed'] | null;
      /** @description The model’s, or its calibration’s */
      own_threshold: number;
      /** @description In words; `none` without one */
      calibration: string;
      software: string;
      blood: {
        red_cells: number | null;
        haematocrit: string | null;
        /** @description Who set it; null where it came with the upload, or is not known */
        set: components['schemas']['Signed'] | null;
      };
      /** @description What the calibration cannot tell; empty without one */
      cannot_tell: string[];
      /** @description Whose calibration is used; null for the one beside the model, if there is one */
      microscope: string | null;
      /** @description When the calibration that is used was made */
      calibration_made: string | null;
      /** @description What tells that the fields were not taken in one way: magnifications or microscopes differ */
      notes: string[];
      microns_per_pixel: number | null;
      /** @description Rules that set fields aside and were not followed */
      accepted: ('grey' | 'thick' | 'shapes' | 'small' | 'sparse' | 'blurred')[];
      sorting: {
        /** @enum {string} */
        from: 'folders' | 'names' | 'pattern';
        pattern: string | null;
        /** @description Who chose it; null where nobody did: folders for fields, names and then folders for single cells */
        set: components['schemas']['Signed'] | null;
      };
      patients: {
        /** @description A code; names of persons do not belong there */
        patient: string;
        /** @description Who last said that files are of this patient; null where all of it is derived from names */
        sorted: components['schemas']['Signed'] | null;
        /** @description What a person noted of the patient */
        details: {
          name: string;
          value: string;
        }[];
        blood: {
          red_cells: number | null;
          haematocrit: string | null;
          /** @description Who set it; null where it came with the upload, or is not known */
          set: components['schemas']['Signed'] | null;
        };
        parasitaemia: components['schemas']['Parasitaemia'];
        /** @description Called infected in clumps, and in cells cut by the border: to be looked at, in no figure */
        seen: {
          in_clumps: number;
          cut: number;
        };
        /** @description Of the cells called infected; null if fields were read without stages */
        stages: components['schemas']['StageCounts'] | null;
        reviewers: string[];
        fields: {
          id: string;
          name: string;
          /** @enum {string} */
          status: 'waiting' | 'done' | 'refused' | 'failed';
          width: number;
          height: number;
          reason: string | null;
          /** @description The rule that set it aside, if a new batch with `accept` would count it */
          rule: ('grey' | 'thick' | 'shapes' | 'small' | 'sparse' | 'blurred') | null;
          counts: components['schemas']['FieldCounts'] | null;
          /** @description Corrections that stand: what was taken back is none */
          edits: number;
          /** @description Who says that every cell of it is right; null if nobody does */
          corrected_by: string | null;
        }[];
        /** @description Cells called infected or unsure, and places that are not counted: all, those that persons looked at, and those of them that nobody could tell */
        to_look_at: {
          of: number;
          done: number;
          cannot_tell: number;
          readers: string[];
        };
        sign_off: {
          /**
           * @description `changed`: something is not as it was signed, and the result has to be signed again
           * @enum {string}
           */
          state: 'unsigned' | 'signed' | 'changed';
          /** @description Of the result as it is now: 1 before the first sign-off */
          version: number;
          /** @description Of the last version that was signed */
          signed: components['schemas']['Signed'] | null;
        };
      }[];
    };
    StageCounts: {
      rings: number;
      trophozoites: number;
      schizonts: number;
      gametocytes: number;
      /** @description Infected cells without a sure stage: they count as asexual */
      stage_unsure: number;
    };
    Summary: {
      /** @description Cells that count: those with a final class; of fields, the counted red cells */
      cells: number;
      /** @description Those of them whose final class is the infected one */
      infected: number;
      /** @description Fields that count; null for single cells */
      fields: number | null;
      /** @description Cells that a person has answered; of fields, those that a person has marked as corrected */
      reviewed: number;
      /** @description Patients of the fields; null for single cells */
      patients: number | null;
      /** @description Patients whose result, as it is now, a person has signed */
      signed: number | null;
    };
    Task: {
      id: string;
      /** @enum {string} */
      kind: 'adopt' | 'calibrate';
      /** @description Of the adoption, or of the microscope that is calibrated */
      name: string;
      model: string;
      batches: string[];
      /** @description The person who started it */
      by: string;
      created: string;
      ended: string | null;
      /** @enum {string} */
      state: 'waiting' | 'running' | 'done' | 'failed' | 'stopped';
      /** @description How often its server or its process ended in its midst; it continued */
      interruptions: number;
      progress: {
        /** @enum {string} */
        step: 'collecting' | 'counting' | 'preparing' | 'training' | 'comparing';
        done: number;
        /** @description 0 where it is not known */
        total: number;
        /** @description Of this step; null as long as it cannot be told */
        seconds_left: number | null;
      } | null;
      /** @description Why it failed */
      reason: string | null;
    };
    /** @description How it is trained; what is left out is as in the recipe */
    TrainingChoicesInput: {
      /** @enum {string} */
      recipe: 'fast' | 'best' | 'transfer' | 'smear' | 'keras-2021' | 'synthetic';
      /** @description A model that is trained further; left out: a new network */
      from?: string;
      /** @description How often it goes through all cells */
      epochs?: number;
      /** @description How far a step goes, at most */
      learning_rate?: number;
      /** @description Cells of a step */
      batch_size?: number;
      /** @description Rows and columns that cells are resized to */
      image_size?: number;
      /**
       * @description By what cells are held out
       * @enum {string}
       */
      split?: 'patient' | 'image' | 'folders';
      /** @description Share of cells that is held out */
      validation_fraction?: number;
      seed?: number;
      /** @description False: cells are not changed at random while it learns */
      augmentation?: boolean;
      /** @description That of infected cells, where names do not tell it */
      positive_class?: string;
    };
    /** @description What it learns from */
    TrainingDataInput:
      | {
          /** @constant */
          kind: 'folder';
          /** @description One of those that `/training` lists */
          folder: string;
        }
      | {
          /** @constant */
          kind: 'set';
          /**
           * Format: uuid
           * @description A labelled set
           */
          set: string;
        }
      | {
          /** @constant */
          kind: 'batches';
          /** @description Of single cells, with the last answers of persons */
          batches: string[];
        };
    TrainingPlan: {
      classes: {
        name: string;
        cells: number;
      }[];
      cells: number;
      /** @description Known ones */
      patients: number;
      /** @description Cells whose patient is not known */
      without_patient: number;
      /** @enum {string} */
      split: 'patient' | 'image' | 'folders' | 'file';
      /** @description Cells that it learns from, about */
      train: number;
      /** @description Cells on which it is measured, about */
      held_out: number;
      epochs: number;
      /** @description What is needed before it can start; empty if it can */
      missing: string[];
      /** @description What its figures will not tell */
      notes: string[];
      /** @description Null where no training here had the same network and size */
      estimate: {
        seconds: number;
        images_per_second: number;
        /**
         * @description The speed of an earlier training, or of some steps just now
         * @enum {string}
         */
        from: 'run' | 'measured';
        run: string | null;
        /** @description That were measured */
        steps: number | null;
        /** @description Whether another training ran while it was measured */
        busy: boolean;
      } | null;
    };
    TrainingStep: {
      /** @description The last of the steps of this point, counted from 1 */
      step: number;
      /** @description How far it is: 1.5 is half of the second epoch */
      epoch: number;
      /** @description Mean over these steps */
      loss: number;
      accuracy: number | null;
      learning_rate: number;
    };
    TrashedBatch: {
      id: string;
      name: string;
      /**
       * @description `labelled`: a set to train on, which no model reads
       * @enum {string}
       */
      kind: 'cells' | 'fields' | 'labelled';
      /** @description Empty for a labelled set */
      model: string;
      /** @description Whether its cells are read blind now */
      blind: boolean;
      created: string;
      progress: components['schemas']['Progress'];
      deleted: string;
      deleted_by: string | null;
      /** @description When it is gone for good; null where a result in it is signed: then only an administrator deletes it */
      ends: string | null;
    };
    TrashedRun: {
      id: string;
      name: string | null;
      deleted: string;
      /** @description Name of the token */
      deleted_by: string | null;
      /** @description When it is gone for good */
      ends: string;
    };
    Upload: {
      batch: components['schemas']['Batch'];
      accepted: number;
      refused: {
        name: string;
        reason: string;
      }[];
    };
  };
  responses: {
    /** @description The request does not match this document */
    Problem400: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description A token is required, or it is not valid on this server */
    Problem401: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The token may not do this, or the request came from another site */
    Problem403: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description Something named in the request does not exist, or was deleted */
    Problem404: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The path has no such method; `Allow` names those that it has */
    Problem405: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The body came too slowly, or stopped */
    Problem408: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description Not possible now: it is still being processed, or is of another kind */
    Problem409: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The file of the picture is gone or damaged */
    Problem410: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The body is too large */
    Problem413: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The body is of an unsupported kind */
    Problem415: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description Understood, but cannot be done */
    Problem422: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description A limit is reached; `Retry-After` says when to try again */
    Problem429: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description A bug in giemsa */
    Problem500: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The server cannot work now; `Retry-After` says when to try again */
    Problem503: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The disk of the server is full */
    Problem507: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
