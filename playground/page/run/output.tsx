import type { OutputField, Row } from '../../api.js';
import { labelOfKey } from '../form/control.js';
import { asText } from '../text.js';

/** A record under its labels; what the definition doesn't know gets a label made of its key, as on Zapier. */
export function Output({ row, fields }: { row: Row; fields: OutputField[] }) {
  return <Members row={row} labels={labelsOf(fields)} path="" />;
}

function Members({ row, labels, path }: { row: Row; labels: Map<string, string>; path: string }) {
  const order = [...labels.keys()];
  const place = (key: string): number => {
    const at = order.indexOf(path + key);
    return at < 0 ? order.length : at;
  };
  const entries = Object.entries(row).sort(([a], [b]) => place(a) - place(b));
  return (
    <dl>
      {entries.map(([key, value]) => (
        <div key={key} class={isNested(value) ? 'nested' : ''}>
          <dt title={path + key}>{labels.get(path + key) ?? labelOfKey(key)}</dt>
          <dd>
            <Member value={value} labels={labels} path={`${path}${key}__`} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Member({
  value,
  labels,
  path,
}: {
  value: unknown;
  labels: Map<string, string>;
  path: string;
}) {
  if (value === null || value === undefined || value === '') return <i>empty</i>;
  if (Array.isArray(value)) {
    if (value.length === 0) return <i>none</i>;
    if (!value.some(isNested)) return <>{value.map(asText).join(', ')}</>;
    return (
      <ol>
        {value.map((item: unknown, at) => (
          <li key={at}>
            <Member value={item} labels={labels} path={path} />
          </li>
        ))}
      </ol>
    );
  }
  if (typeof value === 'object') {
    if (Object.keys(value).length === 0) return <i>empty</i>;
    return <Members row={value as Row} labels={labels} path={path} />;
  }
  return <>{asText(value)}</>;
}

function isNested(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isNested);
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** Labels by path, parts joined by `__` as in the editor's mappings. */
function labelsOf(fields: OutputField[], path = ''): Map<string, string> {
  return new Map(
    fields.flatMap((field) => [
      [path + field.key, field.label ?? labelOfKey(field.key)] as const,
      ...labelsOf(field.children ?? [], `${path}${field.key}__`),
    ]),
  );
}
