import type { SentRequest } from '../../api.js';

/** The requests that left the app, newest last; body and answer on a click. */
export function RequestList({ title, requests }: { title: string; requests: SentRequest[] }) {
  return (
    <section class="requests">
      <h2>
        {title} <span>{requests.length}</span>
      </h2>
      {requests.map((request, at) => (
        <details key={at}>
          <summary>
            <span class="method">{request.method}</span>
            <span class="path">{request.path}</span>
            <span class={`status ${statusClass(request.status)}`}>
              {request.status || 'no answer'}
            </span>
            <span class="time">{Math.round(request.milliseconds)} ms</span>
          </summary>
          <div class="request-body">
            <p class="host">{request.host}</p>
            {request.failure && <p class="refusal">{request.failure}</p>}
            <Part title="Headers" value={request.headers} />
            {request.body !== undefined && <Part title="Sent" value={request.body} />}
            {request.answer !== undefined && <Part title="Answer" value={request.answer} />}
          </div>
        </details>
      ))}
    </section>
  );
}

function Part({ title, value }: { title: string; value: unknown }) {
  return (
    <>
      <h3>{title}</h3>
      <pre tabIndex={0} aria-label={title}>
        {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
      </pre>
    </>
  );
}

function statusClass(status: number): string {
  if (status >= 200 && status < 400) return 'good';
  return status >= 400 && status < 500 ? 'fault' : 'broken';
}
