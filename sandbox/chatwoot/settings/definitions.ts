import { permit } from '../rails/columns.js';
import { parameterMissing, serverError } from '../rails/errors.js';
import { isBlank, isObject, permitScalars, pick } from '../rails/params.js';
import { resource } from '../resource.js';
import { attributeModels, definitionColumns, type AttributeModel } from '../store.js';

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

const root = 'custom_attribute_definition';

/** The custom attribute definitions; only administrators change them. */
export const definitions = resource({
  path: '/custom_attribute_definitions',
  rows: (store) => store.customAttributeDefinitions,
  everyone: ['list', 'show'],
  administrators: ['create', 'update', 'delete'],
  columns: definitionColumns,
  values(params, { store }) {
    const values = permit(store, definitionColumns, isObject(params[root]) ? params[root] : params);
    for (const name of ['attribute_key', 'attribute_display_name'] as const) {
      if (values[name]) values[name] = values[name].trim();
    }
    // Attributes are of companies since these have pages of their own.
    const isOfCompanies = values.attribute_model === 'company_attribute';
    if (isOfCompanies && !store.atLeast('4.14.0')) throw serverError();
    if (Object.keys(values).length === 0) throw parameterMissing(root);
    return values;
  },

  save(draft, errors, { store }) {
    const { attribute_key: key, attribute_display_type: type, attribute_model: model } = draft;
    errors.presence(draft, 'attribute_display_name', 'attribute_key');
    const others = store.customAttributeDefinitions;
    errors.uniqueness(others, draft, 'attribute_key', 'account_id', 'attribute_model');
    if (store.atLeast('4.12.0') && !/^[\p{L}\p{N}_.-]+$/u.test(key ?? '')) {
      errors.add(
        'attribute_key',
        'must only contain letters, numbers, underscores, hyphens, and dots',
      );
    }
    errors.presence(draft, 'attribute_display_type', 'attribute_model');
    const reserved = model === null ? [] : reservedKeys[model].split(' ');
    if (draft.id === 0 && reserved.includes(key ?? '')) {
      errors.add(
        'attribute_key',
        'The provided key is not allowed as it might conflict with default attributes.',
      );
    }
    if (type === null || model === null) throw errors.toError();
    errors.raise();
    return { ...draft, attribute_display_type: type, attribute_model: model };
  },
  deletedStatus: 204,

  json: (row, { store }) => ({
    ...pick(row, 'id', 'attribute_display_name', 'attribute_display_type', 'attribute_description'),
    attribute_key: row.attribute_key,
    ...(store.atLeast('3.6.0') && pick(row, 'regex_pattern', 'regex_cue')),
    ...pick(row, 'attribute_values', 'attribute_model', 'default_value'),
    ...pick(row, 'created_at', 'updated_at'),
  }),
  listed(rows, { params }) {
    const { attribute_model: asked = null } = permitScalars(params, ['attribute_model']);
    const model = attributeModels.find((name, index) => name === asked || String(index) === asked);
    return rows.filter((row) => isBlank(asked) || row.attribute_model === model);
  },
});
