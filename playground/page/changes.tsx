import type { RecordChange } from '../api.js';
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
        <table>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ path, before, after }) => (
              <tr key={path}>
                <th scope="row">{path}</th>
                <td>
                  {before === undefined ? <i>not there</i> : <del>{before || '(blank)'}</del>}
                </td>
                <td>{after === undefined ? <i>gone</i> : <ins>{after || '(blank)'}</ins>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="waits">{unchanged} unchanged</p>
    </div>
  );
}
