import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type {
  AppSummary,
  ChoicesRequest,
  Connection,
  FormRequest,
  Refusal,
  Row,
  RunRequest,
} from '../api.js';
import { brandOf } from '../brand.js';
import type { Recipe } from '../../recipes/recipe.js';
import type { ShownApp } from './app.js';
import { NO_CONNECTION, type Connections } from './connections.js';
import { limitsOf, stepsOf } from './definition.js';
import { loadChoices, loadForm, type Asked } from './forms.js';
import { guard } from './guard.js';
import type { Page } from './page.js';
import { Refused } from './refused.js';
import { runStep } from './runs.js';
import { maskOf } from './secrets.js';
import { authFieldsOf, signIn } from './sign_in.js';
import { addZapRoutes } from './zaps.js';
import { readStepFacts } from './step_facts.js';

export interface ServerParts {
  app: ShownApp;
  connections: Connections;
  page: () => Promise<Page>;
  token: string;
  recipes: Recipe[];
  /** Folder whose docs/actions.md tells of the app's steps. */
  documents: string;
}

const stepName = {
  connection: { type: 'string' },
  kind: { enum: ['triggers', 'searches', 'creates'] },
  key: { type: 'string' },
  input: { type: 'object' },
};
const filledIn = { ...stepName, fields: { type: 'array' }, timezone: { type: 'string' } };
const formBody = { type: 'object', required: Object.keys(stepName), properties: filledIn };
const choicesBody = {
  type: 'object',
  required: [...formBody.required, 'field'],
  properties: {
    ...filledIn,
    page: { type: 'string' },
    field: { type: 'object', required: ['key'] },
  },
};
const runBody = {
  type: 'object',
  required: [...formBody.required, 'fields', 'timezone', 'compare'],
  properties: { ...filledIn, compare: { type: 'boolean' } },
};

/** The playground's own server: the page, and what the page asks for. */
export function createServer({
  app,
  connections,
  page,
  token,
  recipes,
  documents,
}: ServerParts): FastifyInstance {
  const server = Fastify({ forceCloseConnections: true, bodyLimit: 10_000_000 });
  guard(server, token);
  server.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) =>
    refuse(error, reply),
  );
  server.setNotFoundHandler((_request, reply) =>
    refuse(new Refused(404, 'There is nothing here.'), reply),
  );

  for (const path of ['/', '/main.js', '/style.css']) {
    server.get(path, async (_request, reply) => {
      const file = (await page())[path];
      return reply.type(`${file?.type ?? 'text/plain'}; charset=utf-8`).send(file?.body ?? '');
    });
  }
  server.get('/favicon.ico', (_request, reply) => reply.code(204).send());

  const asked = async (connection: string): Promise<Asked> => {
    const { authentication } = await app.definition();
    const authData = await connections.authData(connection);
    const fields = authentication ? authFieldsOf(authentication) : [];
    return { app, authData, mask: maskOf(authData, fields) };
  };

  server.get('/api/app', () => summary(app, connections, recipes, documents));
  server.post('/api/reload', () => {
    app.reload();
    return summary(app, connections, recipes, documents);
  });
  server.post<{ Body: FormRequest }>(
    '/api/form',
    { schema: { body: formBody } },
    async ({ body }) => loadForm(await asked(body.connection), body),
  );
  server.post<{ Body: ChoicesRequest }>(
    '/api/choices',
    { schema: { body: choicesBody } },
    async ({ body }) => loadChoices(await asked(body.connection), body),
  );
  server.post<{ Body: RunRequest }>('/api/run', { schema: { body: runBody } }, async ({ body }) =>
    // A test in the editor, which is how a step is tried alone.
    runStep(await asked(body.connection), body, { isLoadingSample: true }),
  );
  server.post<{ Body: Row }>(
    '/api/connections',
    { schema: { body: { type: 'object' } } },
    ({ body }) => signIn(app, connections, body),
  );
  server.delete<{ Params: { id: string } }>('/api/connections/:id', ({ params }) => {
    connections.remove(params.id);
    return {};
  });
  server.post<{ Params: { id: string } }>('/api/connections/:id/restart', async ({ params }) => {
    await connections.restart(params.id);
    return {};
  });
  addZapRoutes(server, { connections, asked });
  return server;
}

const none: Connection = {
  id: NO_CONNECTION,
  label: 'This app needs no connection',
  origin: 'none',
  platform: '',
  events: [],
};

async function summary(
  app: ShownApp,
  connections: Connections,
  recipes: Recipe[],
  documents: string,
): Promise<AppSummary> {
  const definition = await app.definition();
  const { coreVersion, notes } = await app.facts();
  const facts = readStepFacts(documents);
  const { authentication } = definition;
  return {
    recipes,
    brand: brandOf(app.packageJson),
    version: app.packageJson.version ?? '',
    coreVersion,
    folder: app.folder,
    steps: stepsOf(definition).map((step) => ({ ...step, ...facts.get(step.key) })),
    connections: authentication ? connections.list() : [none],
    authFields: authentication ? authFieldsOf(authentication) : [],
    notes: [...notes, ...limitsOf(definition)],
  };
}

function refuse(error: Error & { statusCode?: number }, reply: FastifyReply): FastifyReply {
  const status = error instanceof Refused ? error.status : (error.statusCode ?? 500);
  const body: Refusal = {
    problem: error.message,
    ...(error instanceof Refused && error.remedy && { remedy: error.remedy }),
  };
  return reply.code(status).send(body);
}
