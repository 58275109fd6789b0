import { accountRow, requireAdministrator, type AccountRoute } from '../auth.js';
import { parameterMissing, ValidationErrors } from '../rails/errors.js';
import {
  isBlank,
  isObject,
  permitList,
  permitScalars,
  toText,
  type JsonObject,
  type Scalar,
} from '../rails/params.js';
import { checkLengths, enumName, stringLimit, textLimit } from '../rails/root_key.js';
import {
  attributeModels,
  attributeTypes,
  type AttributeModel,
  type AttributeType,
  type CustomAttributeDefinition,
  type Store,
} from '../store.js';

const textFields = [
  'attribute_display_name',
  'attribute_description',
  'attribute_key',
  'regex_pattern',
  'regex_cue',
] as const;

const reservedKeys: Record<AttributeModel, string> = {
  conversation_attribute:
    'status priority assignee_id inbox_id team_id display_id campaign_id labels browser_language ' +
    'country_code referer created_at last_activity_at',
  contact_attribute:
    'name email phone_number identifier country_code city company_name created_at ' +
    'last_activity_at referer blocked',
  company_attribute:
    'name domain description contacts_count created_at updated_at last_activity_at',
};

/** Adds the custom attribute definitions; only administrators may change them. */
export function definitionRoutes(route: AccountRoute, store: Store): void {
  const path = '/custom_attribute_definitions';

  route('GET', path, ({ account, params }) => {
    const { attribute_model: asked = null } = permitScalars(params, ['attribute_model']);
    const model = attributeModels.find((name, index) => name === asked || String(index) === asked);
    return store.customAttributeDefinitions
      .filter((row) => row.account_id === account.id)
      .filter((row) => isBlank(asked) || row.attribute_model === model)
      .map((row) => definitionJson(store, row));
  });

  route('GET', `${path}/:id`, (context) =>
    definitionJson(store, accountRow(store.customAttributeDefinitions, context)),
  );

  route('POST', path, (context) => {
    requireAdministrator(context);
    const now = new Date();
    const draft: Draft = {
      id: 0,
      account_id: context.account.id,
      attribute_display_name: null,
      attribute_display_type: 'text',
      attribute_description: null,
      attribute_key: null,
      regex_pattern: null,
      regex_cue: null,
      attribute_values: [],
      attribute_model: 'conversation_attribute',
      default_value: null,
      created_at: now,
      updated_at: now,
      ...permittedValues(store, context.params),
    };
    const definition = checked(store, draft);
    definition.id = store.nextId('custom_attribute_definitions', store.customAttributeDefinitions);
    store.customAttributeDefinitions.push(definition);
    return definitionJson(store, definition);
  });

  route(['PUT', 'PATCH'], `${path}/:id`, (context) => {
    const definition = accountRow(store.customAttributeDefinitions, context);
    requireAdministrator(context);
    const next = {
      ...definition,
      ...permittedValues(store, context.params),
      updated_at: new Date(),
    };
    return definitionJson(store, Object.assign(definition, checked(store, next)));
  });

  route('DELETE', `${path}/:id`, (context) => {
    const definition = accountRow(store.customAttributeDefinitions, context);
    requireAdministrator(context);
    store.customAttributeDefinitions = store.customAttributeDefinitions.filter(
      (row) => row !== definition,
    );
    context.reply.code(204);
    return undefined;
  });
}

/** A definition before its rules were checked; a new one has no id yet. */
type Draft = Omit<CustomAttributeDefinition, 'attribute_display_type' | 'attribute_model'> & {
  attribute_display_type: AttributeType | null;
  attribute_model: AttributeModel | null;
};

/** The fields sent, bare or below the root key. */
function permittedValues(store: Store, params: JsonObject): Partial<Draft> {
  const rootKey = 'custom_attribute_definition';
  const root = isObject(params[rootKey]) ? params[rootKey] : params;
  const values: Partial<Draft> = {};
  // Patterns came later: older releases drop them without a word.
  const known = textFields.filter((name) => !name.startsWith('regex_') || store.atLeast('3.6.0'));
  const texts = permitScalars(root, known);
  for (const name of known) {
    const text = texts[name];
    if (text !== undefined) values[name] = toText(text);
  }
  for (const name of ['attribute_key', 'attribute_display_name'] as const) {
    if (values[name]) values[name] = values[name].trim();
  }
  const { attribute_display_type: type, attribute_model: model } = permitScalars(root, [
    'attribute_display_type',
    'attribute_model',
  ]);
  if (type !== undefined) values.attribute_display_type = enumOrNull(attributeTypes, type);
  if (model !== undefined) values.attribute_model = enumOrNull(modelsOf(store), model);
  const options = permitList(root, 'attribute_values');
  if (options) values.attribute_values = options;
  if (Object.keys(values).length === 0) throw parameterMissing(rootKey);
  return values;
}

/** What attributes are of; of companies since these have pages of their own. */
function modelsOf(store: Store): readonly AttributeModel[] {
  return store.atLeast('4.14.0')
    ? attributeModels
    : attributeModels.filter((name) => name !== 'company_attribute');
}

function enumOrNull<Name extends string>(names: readonly Name[], value: Scalar): Name | null {
  return isBlank(value) ? null : enumName(names, value);
}

/** @throws 422 when a rule refuses it */
function checked(store: Store, definition: Draft): CustomAttributeDefinition {
  const errors = new ValidationErrors();
  const { attribute_display_name: name, attribute_key: key } = definition;
  const { attribute_display_type: type, attribute_model: model } = definition;
  checkLengths(errors, [
    ['attribute_display_name', name, stringLimit],
    ['attribute_key', key, stringLimit],
    ['attribute_description', definition.attribute_description, textLimit],
    ['regex_pattern', definition.regex_pattern, stringLimit],
    ['regex_cue', definition.regex_cue, stringLimit],
  ]);
  if (isBlank(name)) errors.add('attribute_display_name', "can't be blank");
  if (isBlank(key)) errors.add('attribute_key', "can't be blank");
  const isTaken = store.customAttributeDefinitions.some(
    (row) =>
      row.id !== definition.id &&
      row.account_id === definition.account_id &&
      row.attribute_model === model &&
      row.attribute_key === key,
  );
  if (isTaken) errors.add('attribute_key', 'has already been taken');
  if (store.atLeast('4.12.0') && !/^[\p{L}\p{N}_.-]+$/u.test(key ?? '')) {
    errors.add(
      'attribute_key',
      'must only contain letters, numbers, underscores, hyphens, and dots',
    );
  }
  if (type === null) errors.add('attribute_display_type', "can't be blank");
  if (model === null) errors.add('attribute_model', "can't be blank");
  const reserved = model === null ? [] : reservedKeys[model].split(' ');
  if (definition.id === 0 && reserved.includes(key ?? '')) {
    errors.add(
      'attribute_key',
      'The provided key is not allowed as it might conflict with default attributes.',
    );
  }
  if (type === null || model === null) throw errors.toError();
  errors.raise();
  return { ...definition, attribute_display_type: type, attribute_model: model };
}

function definitionJson(store: Store, definition: CustomAttributeDefinition): object {
  return {
    id: definition.id,
    attribute_display_name: definition.attribute_display_name,
    attribute_display_type: definition.attribute_display_type,
    attribute_description: definition.attribute_description,
    attribute_key: definition.attribute_key,
    ...(store.atLeast('3.6.0') && {
      regex_pattern: definition.regex_pattern,
      regex_cue: definition.regex_cue,
    }),
    attribute_values: definition.attribute_values,
    attribute_model: definition.attribute_model,
    default_value: definition.default_value,
    created_at: definition.created_at.toISOString(),
    updated_at: definition.updated_at.toISOString(),
  };
}
