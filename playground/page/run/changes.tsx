import type { RecordChange } from '../../api.js';
import { differences } from './differences.js';

/** What a run did to the records it wrote to, as the platform shows them. */
export function Changes({ records }: { records: RecordChange[] }) {
  return (
    <section class="changes">
      <h2>Before and after</h2>
      {records.map((record) => (
        <Change key={record.path} record={record} />
      ))}
    </section>
  );
}

function Change({ record }: { record: RecordChange }) {
  const { rows, unchanged } = differences(record.before, record.after);
  return (
    <div class="change">
      <p class="host">{record.path}</p>
      {rows.length === 0 ? (
        <p class="nothing">Nothing changed.</p>
      ) : (
        <dl>
          {rows.map(({ path, before, after }) => (
            <div key={path}>
              <dt>{path}</dt>
              <dd>
                {before === undefined ? <i>not there</i> : <del>{before || '(blank)'}</del>}
                <span aria-label="becomes" role="img">
                  →
                </span>
                {after === undefined ? <i>gone</i> : <ins>{after || '(blank)'}</ins>}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p class="waits">{unchanged} unchanged</p>
    </div>
  );
}
