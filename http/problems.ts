import { aside, type Facts } from './error_rule.js';
import { fault, overtime, problem, type Problem, type ProblemText } from './problem.js';

/** Why a connection failed, as far as it is known. */
const causeOf = (reason: string): string => reason || 'no connection';

const TRY_AGAIN = 'This is usually temporary: try again, or replay the run later.';

/** The texts of everything that can go wrong between us and any platform. */
export const wireProblems = {
  unreadableUrl: () =>
    problem(
      'API URL: this is not a web address. Enter an address such as `https://chat.example.com`.',
    ),
  urlWithCredentials: () =>
    problem(
      'API URL: remove the user name and password from the address; the key has its own field.',
    ),
  urlWithQuery: () =>
    problem(
      'API URL: remove everything from the `?` or `#` on; only the address itself is needed.',
    ),
  urlWithoutHttps: (host: string) =>
    problem(
      `API URL: the address must start with \`https://\`, so that your key travels encrypted. Try \`https://${host}\`.`,
    ),
  notPublic: (setting: 'API URL' | 'Proxy URL', host: string) =>
    problem(
      `${setting}: Zapier cannot reach ${host}, which is not on the internet. Enter an address that is open to everyone.`,
    ),
  unusableId: (id: string) =>
    problem(`\`${id}\` is not an ID. Choose the record from the list or map its ID from a step.`),
  tooLongToAsk: (text: string) =>
    problem(
      `\`${text}\` is too long to search by: it has ${text.length.toLocaleString('en')} characters. Enter a part of it, or something shorter.`,
    ),

  outOfTime: (platform: string) =>
    overtime({
      what: `${platform} was so slow that the time of this run is used up, and the rest of the step was not tried.`,
      todo: TRY_AGAIN,
    }),
  proxyWantsLogin: (host: string) =>
    problem(
      `Proxy URL: the proxy at ${host} wants a user name and password. Write them into the connection's Proxy URL, like \`http://name:password@proxy.example.com:3128\`.`,
    ),
  proxyFailed: (host: string, reason: string) =>
    problem(
      `Proxy URL: the proxy at ${host} could not be used (${causeOf(reason)}). Check the connection's Proxy URL.`,
    ),
  timeout: (platform: string, seconds: number) =>
    fault({
      what: `${platform} did not finish answering within ${seconds} s.`,
      todo: `${TRY_AGAIN} A slow server can be given more time with the connection's Timeout.`,
    }),
  /** No answer, where not the connection's timeout but the end of the run came first. */
  cutByRun: (platform: string) =>
    overtime({
      what: `${platform} was so slow that the time of this run was used up while it was still answering.`,
      todo: TRY_AGAIN,
    }),
  unreachable: (platform: string, host: string, reason: string) =>
    fault({
      what: `${platform} could not be reached at ${host} (${causeOf(reason)}).`,
      todo: TRY_AGAIN,
    }),
  unknownHost: (platform: string, host: string) =>
    problem(
      `${platform} could not be reached: there is no server named ${host}. Check the connection's API URL.`,
    ),
  badCertificate: (platform: string, host: string, reason: string) =>
    problem(
      `${platform}: the certificate of ${host} is not valid (${reason}). Ask who runs the server to renew it or, if you trust this server, set "Allow Self-Signed Certificate" in the connection.`,
    ),
  badProxy: () =>
    problem(
      'Proxy URL: this is not a proxy address. It looks like `http://proxy.example.com:3128`.',
    ),
  redirected: (platform: string, host: string, target = 'an address that is none') =>
    problem(
      `${platform}: ${host} sends requests on to ${target}. Your key was not sent there. If that is the right address, enter it as the connection's API URL.`,
    ),
  redirectedWithin: (host: string) =>
    problem(
      `${host} keeps redirecting the request to itself, so it did not arrive. Check the connection's API URL, or ask whoever runs the server whether it wants another path.`,
    ),
  notAnApi: (platform: string, host: string) =>
    fault({
      what: `${host} answered with a web page instead of data, so it does not look like the API of ${platform}.`,
      todo: "Check the connection's API URL: the help text below that field says what belongs there.",
    }),
  brokenAnswer: (platform: string) =>
    fault({ what: `${platform} sent an incomplete answer.`, todo: TRY_AGAIN }),
  tooLarge: (platform: string, mostBytes: number) =>
    fault({
      what: `${platform} sent an answer of more than ${mostBytes / 1024 / 1024} MB, which is the most that is read.`,
      todo: 'Ask for fewer records: fill more of the fields that narrow them down.',
    }),
  unexpectedAnswer: (platform: string) =>
    fault({
      what: `${platform} sent an answer that this integration does not understand.`,
      todo: `Check that the connection's API URL leads to ${platform}; if it does, tell its support which step failed.`,
    }),
};

/** Texts without a problem of their own: of refusals, and of what became of a write. */
export const wireTexts = {
  mayHaveWritten: 'The change may have been made all the same; running the step again is safe.',
  mayHaveAdded: 'It may have been done all the same: look before you repeat it.',

  tooManyRequests: ({ platform }: Facts): ProblemText => ({
    what: `${platform} received too many requests at once.`,
    todo: 'Zapier tries again by itself.',
  }),

  /** Trying again in seconds, as Zapier does after other refusals of that kind, would go on for hours. */
  allowanceUsedUp: ({ platform }: Facts): ProblemText => ({
    what: `${platform} allows no more requests today: this account's daily allowance is used up.`,
    todo: 'Replay the run when it is renewed, within 24 hours, and let fewer Zaps run, or run less often.',
  }),

  /** Statuses that no platform table has a row for. */
  refused: ({ platform, host, status, subject, said, kind }: Facts): ProblemText => {
    const about = subject ? `, ${subject}` : '';
    const sought = subject ? `for ${subject}` : 'at this address';
    if (status >= 500) {
      return {
        what: `${platform} has a problem of its own (status ${status}${about}).`,
        todo: TRY_AGAIN,
        said,
      };
    }
    if (kind === 'html') {
      return {
        what: `${host} refused the request with a web page (status ${status}${about}).`,
        todo: 'A firewall in front of the server, or a wrong API URL in the connection, does that.',
      };
    }
    const what = `${platform} refused the request (status ${status}${about}).`;
    switch (status) {
      case 401:
        return { what, todo: "Check the connection's key.", said };
      case 403:
        return {
          what,
          todo: "Ask an administrator of the account: the connection's key lacks the right, or its plan does not include this.",
          said,
        };
      case 404:
        return {
          what: `${platform} found nothing ${sought}.`,
          todo: "Check the ID and, if nothing works, the connection's API URL.",
          said: '',
        };
      case 408:
        return {
          what: `${platform} did not get the request in time${aside(subject)}.`,
          todo: TRY_AGAIN,
        };
      default:
        return { what, said };
    }
  },
};

/** A file that a step takes from an address, as its texts name it. */
export interface FileFacts {
  /** The field's label in the form. */
  field: string;
  /** Its place in the field, from 1. */
  place: number;
  host: string;
  name: string | undefined;
}

const aboutFile = ({ field, place, host, name }: FileFacts): string => {
  const address = name ? `\`${name}\` at ${host}` : host;
  return `${field}: file ${place} (${address})`;
};
const notSent = (what: string, todo: string): Problem =>
  problem({ what, todo }).withState('Nothing was sent.');

/** The texts of everything that can go wrong with a file that is taken from its address. */
export const fileProblems = {
  notAnAddress: (field: string, place: number) =>
    notSent(
      `${field}: file ${place} is not a file's web address.`,
      'Map a file from an earlier step, or enter an address that starts with `https://`, without a user name and password.',
    ),
  notPublic: (file: FileFacts) =>
    notSent(
      `${aboutFile(file)} is on a network that is not open to the internet.`,
      'Use an address that anybody can open.',
    ),
  refused: (file: FileFacts, status: number) =>
    notSent(
      `${aboutFile(file)} could not be opened: its server answered with status ${status}.`,
      status >= 500
        ? TRY_AGAIN
        : 'Has the link expired, or does it need a login? Map the file itself from an earlier step.',
    ),
  unreachable: (file: FileFacts, reason: string) =>
    notSent(
      `${aboutFile(file)} could not be read to its end (${causeOf(reason)}).`,
      'Check its address, then try again.',
    ),
  lostOnTheWay: (file: FileFacts) =>
    notSent(
      `${aboutFile(file)}: its server only sends on to other addresses.`,
      "Use the file's own address.",
    ),
  tooSlow: (file: FileFacts) =>
    notSent(
      `${aboutFile(file)} came too slowly.`,
      'Use a smaller file or a faster server, set a longer Timeout in the connection, or send a link in the text.',
    ),
  tooBig: (file: FileFacts, mostBytes: number) =>
    notSent(
      `${aboutFile(file)} is bigger than ${Math.floor(mostBytes / 1024 / 1024)} MB, the most that is taken.`,
      'Use a smaller file, or send a link in the text.',
    ),
  webPage: (file: FileFacts) =>
    notSent(
      `${aboutFile(file)} is a web page, not a file.`,
      'Map the file itself from an earlier step, or use the address that downloads it.',
    ),
};
