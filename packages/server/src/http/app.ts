import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { constants as zlib } from 'node:zlib';
import compress from '@fastify/compress';
import multipart from '@fastify/multipart';
import staticFiles from '@fastify/static';
import swagger from '@fastify/swagger';
import fastify, { type FastifyInstance } from 'fastify';
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { PUBLIC } from './access.js';
import { isAudited, keepAuditLog } from './audit.js';
import type { Context } from './context.js';
import { type Description, describeApi } from './describe-api.js';
import { docsPage } from './docs-page.js';
import { loggerOf } from './logger.js';
import { type Metrics, metricRoutes } from './metrics.js';
import './named-schemas.js';
import { answerOtherMethods } from './other-methods.js';
import { answerProblems, Problem, send as sendProblem } from './problem.js';
import { adoptionRoutes } from './routes-adoptions.js';
import { auditRoutes } from './routes-audit.js';
import { batchRoutes } from './routes-batches.js';
import { figureRoutes } from './routes-figures.js';
import { modelRoutes } from './routes-models.js';
import { patientRoutes } from './routes-patients.js';
import { pictureRoutes } from './routes-pictures.js';
import { readingRoutes } from './routes-readings.js';
import { resultRoutes } from './routes-results.js';
import { runTrashRoutes } from './routes-run-trash.js';
import { sessionRoutes } from './routes-session.js';
import { settingRoutes } from './routes-settings.js';
import { smearRoutes } from './routes-smears.js';
import { taskRoutes } from './routes-tasks.js';
import { trainingDataRoutes } from './routes-training-data.js';
import { trainingRoutes } from './routes-trainings.js';
import { trashRoutes } from './routes-trash.js';
import { uploadRoutes } from './routes-uploads.js';
import { SECURITY_HEADERS, type SecurityOptions, SINGLE_FILE_POLICY, secure } from './security.js';
import { endSlowBodies, type SlowLimit } from './slow-bodies.js';
import { UPLOAD_LIMITS } from './upload-limits.js';

export interface AppOptions extends SecurityOptions {
  readonly version: string;
  /** Where the log goes; left out, standard output. */
  readonly log?: { write(line: string): void } | undefined;
  /** Bodies that come more slowly end; left out, {@link SLOWEST}. */
  readonly slow?: SlowLimit | undefined;
  /** Addresses of proxies whose X-Forwarded-For, -Proto and -Host are believed. */
  readonly trustProxy?: string | undefined;
}

/** A thousandth of a slow line. */
const SLOWEST: SlowLimit = { seconds: 30, bytes: 10_000 };

/** The API under /api/v1, its description, health, metrics, and the page. */
export async function createApp(
  context: Context,
  metrics: Metrics,
  options: AppOptions,
): Promise<FastifyInstance> {
  const app = fastify({
    logger: loggerOf(options.log),
    trustProxy: options.trustProxy ?? false,
    // Requests under way may end: see closeGently.
    forceCloseConnections: 'idle',
    bodyLimit: 1e6,
    // Removed, as all unexpected names are.
    onProtoPoisoning: 'remove',
    onConstructorPoisoning: 'remove',
    // Ids that are too long get the same answer as other invalid ids.
    routerOptions: { maxParamLength: 16_384 },
    // A path that cannot be decoded reaches no hook and no handler.
    frameworkErrors: (error, _request, reply) => {
      reply.headers(SECURITY_HEADERS);
      sendProblem(reply, 'invalid-request', error.message, error.statusCode);
    },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  // Before anything that may refuse a request, so that strangers' bodies end too.
  endSlowBodies(app, options.slow ?? SLOWEST);
  secure(app, options);
  keepAuditLog(app, context.database.tables);
  answerProblems(app);
  const declareOtherMethods = answerOtherMethods(app as unknown as FastifyInstance);
  await app.register(multipart, {
    preservePath: true,
    limits: {
      fileSize: UPLOAD_LIMITS.archiveBytes,
      files: UPLOAD_LIMITS.files,
      // The library's own limit is lower.
      parts: UPLOAD_LIMITS.files + 20,
      fields: 20,
      fieldSize: 10_000,
    },
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'giemsa API',
        version: options.version,
        description:
          'Upload pictures of single blood cells or of whole fields, follow the work, read results, correct them, export. What cannot be done is ' +
          'answered as application/problem+json; 429 with Retry-After where a token has reached its limits. Research use only.',
      },
    },
    transform: (described) => {
      const { schema, url } = jsonSchemaTransform(described);
      return { schema: isAudited(described.route) ? { ...schema, 'x-audited': true } : schema, url };
    },
    transformObject: (document) =>
      describeApi(jsonSchemaTransformObject(document) as Description, options.door.book.asks),
  });
  metricRoutes(app, context, metrics);
  await app.register(
    async (api) => {
      await api.register(batchRoutes(context));
      await api.register(resultRoutes(context));
      await api.register(pictureRoutes(context));
      await api.register(figureRoutes(context));
      await api.register(smearRoutes(context));
      await api.register(readingRoutes(context));
      await api.register(patientRoutes(context));
      await api.register(settingRoutes(context));
      await api.register(uploadRoutes(context));
      await api.register(modelRoutes(context));
      await api.register(trainingDataRoutes(context));
      await api.register(trainingRoutes(context));
      await api.register(runTrashRoutes(context));
      await api.register(adoptionRoutes(context));
      await api.register(taskRoutes(context));
      await api.register(trashRoutes(context));
      await api.register(auditRoutes(context));
      await api.register(sessionRoutes(context, options.door));
    },
    { prefix: '/api/v1' },
  );
  app.get('/api/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.serializer(JSON.stringify).send(app.swagger()),
  );
  app.get('/api/docs', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .header('content-security-policy', SINGLE_FILE_POLICY)
      .type('text/html; charset=utf-8')
      .serializer((text: string) => text)
      .send(docsPage(app.swagger() as Parameters<typeof docsPage>[0])),
  );
  declareOtherMethods();
  await servePage(app);
  return app as unknown as FastifyInstance;
}

/** The built page of @giemsa/web, where it is installed. */
async function servePage(app: FastifyInstance): Promise<void> {
  const root = pageFolder();
  if (root === undefined) {
    app.get('/', { config: PUBLIC, schema: { hide: true } }, async () => {
      throw new Problem('no-page', 'The page is not built: npm run prepare. The API is at /api/docs.');
    });
    return;
  }
  await app.register(async (page) => {
    page.addHook('onRoute', (route) => {
      route.config = { ...route.config, ...PUBLIC };
    });
    // Scripts and styles were packed when the page was built; a runtime of models shrinks to a fifth while it is sent.
    await page.register(compress, {
      encodings: ['br', 'gzip'],
      brotliOptions: { params: { [zlib.BROTLI_PARAM_QUALITY]: 5 } },
    });
    await page.register(staticFiles, {
      root,
      preCompressed: true,
      // A route for each file: with one for all paths, every unknown path would be one of the page's.
      wildcard: false,
      // Names of assets hold their hash.
      setHeaders: (response, path) => {
        response.header(
          'cache-control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
  });
}

function pageFolder(): string | undefined {
  try {
    const root = join(dirname(createRequire(import.meta.url).resolve('@giemsa/web/package.json')), 'dist');
    return existsSync(join(root, 'index.html')) ? root : undefined;
  } catch {
    return undefined;
  }
}
