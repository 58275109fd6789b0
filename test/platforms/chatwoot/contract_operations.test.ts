// Every operation of the catalogue against Chatwoot's own document.
import { chatwootOperations as operations } from '../../../platforms/chatwoot/operations/index.js';
import { startChatwootSandbox } from '../../../sandbox/chatwoot/index.js';
import { hasSpecs, unexplained, violations, type Exception } from '../../helpers/contract.js';
import { keyOf, runOperation } from '../../helpers/running/operation_run.js';
import { operationInputs } from '../../operation_inputs/index.js';

const A = '/api/v1/accounts/{account_id}';
const A2 = '/api/v2/accounts/{account_id}';
const PLATFORM = '/platform/api/v1/accounts';
const HELP = '/api/v1/accounts/1/portals/acme-help';
const CONTACT = '/public/api/v1/inboxes/{inbox_identifier}/contacts/{contact_identifier}';
const CONVERSATION = `${CONTACT}/conversations/{conversation_id}`;

const NO_OPERATION = /no such operation/;
const ATTRIBUTE_VALUES = /^answer 200 .*attribute_values must be string .*is array$/;
const HOOK = /^answer 200 \/(id|account_id|hook_type) must be /;

const exceptions: Exception[] = [
  {
    reason: 'The document marks nothing as nullable; rows hold nulls (reference §3.1).',
    covers: { '*': /^answer 200 .* must be \w+ .*, is null$/ },
  },
  {
    reason: 'A route the document leaves out (routes.rb).',
    covers: {
      [`GET ${HELP}/articles`]: NO_OPERATION,
      [`GET ${HELP}/articles/1`]: NO_OPERATION,
      [`PATCH ${HELP}/articles/1`]: NO_OPERATION,
      [`DELETE ${HELP}/articles/1`]: NO_OPERATION,
      [`GET ${HELP}/categories`]: NO_OPERATION,
      [`GET ${HELP}/categories/1`]: NO_OPERATION,
      [`PATCH ${HELP}/categories/1`]: NO_OPERATION,
      [`DELETE ${HELP}/categories/1`]: NO_OPERATION,
      [`DELETE ${HELP}`]: NO_OPERATION,
      'DELETE /api/v1/accounts/1/inboxes/1': NO_OPERATION,
      'DELETE /api/v1/accounts/1/inboxes/2': NO_OPERATION,
      [`GET ${PLATFORM}`]: NO_OPERATION,
      'GET /public/api/v1/csat_survey/8c1e7d52-3b6f-4a09-b1c4-5d2e9f7a6b38': NO_OPERATION,
    },
  },
  {
    reason: 'Read by the controller, not documented in the query.',
    covers: {
      [`GET ${A}/canned_responses`]: /^request .*"search"/,
      [`GET ${A}/contacts`]: /^request .*("labels"|\/sort must be equal)/,
      [`GET ${A}/contacts/search`]: /^request .*\/sort must be equal/,
      [`POST ${A}/contacts/filter`]: /^request .*"sort"/,
      [`GET ${A}/conversations`]: /^request .*"sort_by"/,
      [`GET ${CONTACT}`]: /^request .*"identifier(_hash)?"/,
      [`GET ${CONVERSATION}/messages`]: /^request .*"before"/,
      [`GET ${A2}/reports`]: /^request .*"(group_by|timezone_offset|business_hours)"/,
      [`GET ${A2}/reports/summary`]: /^request .*"business_hours"/,
      [`GET ${A2}/reports/conversations`]: /^request .*"page"/,
      [`GET ${A2}/summary_reports/channel`]: /^request .*"business_hours"/,
    },
  },
  {
    reason: 'Conditions are joined in either case, and the last to nothing (filter_service.rb).',
    covers: {
      [`POST ${A}/contacts/filter`]: /^request .*\/query_operator must be/,
      [`POST ${A}/conversations/filter`]: /^request .*\/query_operator must be/,
    },
  },
  {
    reason: 'Permitted by the controller, not documented in the body.',
    covers: {
      [`PATCH ${A}`]: /^request \/(auto_resolve_label|audio_transcriptions|website) is not doc/,
      [`PATCH ${A}/agents/{id}`]: /^request \/name is not documented/,
      [`POST ${A}/contacts/{id}/contact_inboxes`]: /^request \/hmac_verified is not documented/,
      [`POST ${PLATFORM}`]: /^request \/features is not documented/,
      [`PATCH ${PLATFORM}/{account_id}`]: /^request \/features is not documented/,
      [`POST ${A}/inboxes`]: /^request \/auto_assignment_config is not documented/,
      [`PATCH ${A}/inboxes/{id}`]: /^request \/(auto_assignment_config|working_hours) is not doc/,
    },
  },
  {
    reason: 'Documented as `type`; the controller permits `filter_type`.',
    covers: {
      [`POST ${A}/custom_filters`]: /^request \/filter_type is not documented/,
      [`PATCH ${A}/custom_filters/{custom_filter_id}`]: /^request \/filter_type is not documented/,
    },
  },
  {
    reason:
      'Rails takes a parameter from the query or from the body; the document has the other one.',
    covers: {
      [`DELETE ${PLATFORM}/{account_id}/account_users`]: /^request .*"user_id"/,
      [`POST ${CONVERSATION}/toggle_typing`]: /^request \/query .*'typing_status'/,
    },
  },
  {
    reason: 'Documented as required; the server has a default, or does without.',
    covers: {
      // AgentBuilder: the name is the address's beginning, the role an agent's.
      [`POST ${A}/agents`]: /^request .*'(name|role)'/,
      [`POST ${PLATFORM}/{account_id}/account_users`]: /^request .*'role'/,
      [`POST ${CONTACT}/conversations`]: /^request .*'requestBody'/,
      // Without a bot the inbox's is taken off.
      [`POST ${A}/inboxes/{id}/set_agent_bot`]: /^request .*'requestBody'/,
      [`GET ${A}/custom_attribute_definitions`]: /^request .*'attribute_model'/,
    },
  },
  {
    reason: 'The options of a list are a list (reference §7).',
    covers: {
      [`GET ${A}/custom_attribute_definitions`]: ATTRIBUTE_VALUES,
      [`GET ${A}/custom_attribute_definitions/{id}`]: ATTRIBUTE_VALUES,
      [`POST ${A}/custom_attribute_definitions`]: ATTRIBUTE_VALUES,
      [`PATCH ${A}/custom_attribute_definitions/{id}`]: ATTRIBUTE_VALUES,
    },
  },
  {
    reason: 'An enum: Rails takes its words as well as the numbers that are documented.',
    covers: {
      [`GET ${A}/custom_attribute_definitions`]: /^request .*attribute_model must be equal/,
      [`POST ${A}/portals/{id}/articles`]: /^request .*\/status must be integer .*is string$/,
      [`POST ${A}/custom_attribute_definitions`]: /^request .*_(type|model) must be integer/,
      [`PATCH ${A}/custom_attribute_definitions/{id}`]: /^request .*_(type|model) must be integer/,
      [`PATCH ${A}/integrations/hooks/{hook_id}`]: /^request .*\/status must be integer/,
    },
  },
  {
    reason: 'A rule may have more events than the document lists (automation_rule_listener.rb).',
    covers: {
      [`POST ${A}/automation_rules`]: /^request .*\/event_name must be equal/,
      [`PATCH ${A}/automation_rules/{id}`]: /^answer 200 .*\/event_name must be equal/,
    },
  },
  {
    reason: 'All rules come as a list, and one as an object: the document has both for both.',
    covers: {
      [`GET ${A}/automation_rules`]: /^answer 200 \/payload must .*is array$/,
      [`PATCH ${A}/automation_rules/{id}`]: /^answer 200 \/payload must .*is object$/,
    },
  },
  {
    reason: 'Documented with the wrong type: ids are numbers, an app is known by its name.',
    covers: {
      [`PATCH ${A}/inbox_members`]: /^request .*\/inbox_id must be string .*is number$/,
      [`DELETE ${A}/inbox_members`]: /^request .*\/inbox_id must be string .*is number$/,
      [`POST ${A}/integrations/hooks`]: /^request .*\/(app_id|status) must be integer .*is string$/,
    },
  },
  {
    reason: 'Documented with the wrong type (_hook.json.jbuilder: the model’s ids, and an enum).',
    covers: {
      [`POST ${A}/integrations/hooks`]: HOOK,
      [`PATCH ${A}/integrations/hooks/{hook_id}`]: HOOK,
    },
  },
  {
    reason: 'Documented as text; the server computes numbers.',
    covers: {
      [`GET ${A2}/reports`]: /^answer 200 .*\/value must be string .*is number$/,
      [`GET ${A2}/reports/summary`]: /^answer 200 \/avg_\w+ must be string .*is number$/,
    },
  },
  {
    reason:
      'One address, documented once for the account and once, with a slash behind it, for agents.',
    covers: {
      [`GET ${A2}/reports/conversations`]:
        /^request .*(\/type must be equal|"user_id")|^answer 200 .*is array$/,
    },
  },
  {
    reason: 'The real answer is {payload: {webhooks: […]}} (webhooks/index.json.jbuilder).',
    covers: { [`GET ${A}/webhooks`]: /^answer 200 {2}must be array/ },
  },
];

(hasSpecs ? describe : describe.skip)('the contract with Chatwoot', () => {
  it('holds for every operation of the catalogue, and for the sandbox’s answers', async () => {
    const sandbox = await startChatwootSandbox({ edition: 'enterprise' });
    const requests = [];
    for (const { key } of operations) {
      const input = operationInputs[key];
      if (!input) throw new Error(`test/operation_inputs has nothing for ${key}`);
      for (const values of [input.minimal, input.full, input.single]) {
        if (!values) continue;
        sandbox.reset();
        sandbox.requests.length = 0;
        input.prepare?.(sandbox.store);
        await runOperation(sandbox.url, key, values, { apiKey: keyOf(input) });
        requests.push(...sandbox.requests);
      }
    }
    await sandbox.close();

    expect(requests.length).toBeGreaterThanOrEqual(2 * operations.length);
    const found = await violations('chatwoot/4.15.1.json', requests);
    expect(unexplained(found, exceptions)).toEqual({ violations: [], unused: [] });
  });
});
