import { nameInHeader, nameInPath } from '../../http/files/file_name.js';
import { fileServer } from '../helpers/servers/file_server.js';

fileServer();

describe('the name of a file', () => {
  it.each([
    [`attachment; filename="a.pdf"`, 'a.pdf'],
    [`attachment; filename=a.pdf`, 'a.pdf'],
    [`attachment; filename="old.pdf"; filename*=UTF-8''caf%C3%A9.pdf`, 'café.pdf'],
    [`attachment; filename="../../etc/x.sh"`, 'x.sh'],
    [`attachment; filename="a\\"b.pdf"`, 'a_b.pdf'],
    [Buffer.from(`inline; filename="קובץ.pdf"`).toString('latin1'), 'קובץ.pdf'],
    [`attachment; filename*=UTF-8''%zz; filename="b.pdf"`, 'b.pdf'],
    ['inline', undefined],
    ['', undefined],
  ])('in %j', (header, name) => {
    expect(nameInHeader(header)).toBe(name);
  });

  it.each([
    ['https://x.example/a/My%20File.pdf?sig=1', 'My File.pdf'],
    ['https://x.example/', undefined],
    ['https://x.example/a/.eJx:1k:sig', undefined],
    ['https://x.example/a/token', undefined],
    ['https://x.example/%zz.pdf', undefined],
  ])('in the path of %s', (address, name) => {
    expect(nameInPath(new URL(address))).toBe(name);
  });
});
