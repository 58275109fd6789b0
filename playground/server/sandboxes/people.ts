/** A person who writes in for the first time. */
export interface Person {
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
}

const FIRST_NAMES = ['Ana', 'Bruno', 'Clara', 'Davi', 'Elisa', 'Fábio', 'Gilda', 'Hugo'];
const LAST_NAMES = ['Souza', 'Lima', 'Rocha', 'Pereira', 'Teixeira'];

let count = 0;

/** Somebody else every time. */
export function nextPerson(): Person {
  const firstName = FIRST_NAMES[count % FIRST_NAMES.length] ?? '';
  const lastName = LAST_NAMES[count % LAST_NAMES.length] ?? '';
  count += 1;
  const local = `${firstName}.${lastName}.${count}`.normalize('NFD').replace(/[^\w.]/g, '');
  return { firstName, lastName, email: `${local.toLowerCase()}@example.com`, phone: nextPhone() };
}

let lastNumber = 100;

/** A Brazilian mobile number that nobody has had. */
export function nextPhone(): string {
  lastNumber += 1;
  return `+5511912345${lastNumber}`;
}
