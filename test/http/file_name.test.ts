import { contentTypeOf, nameInHeader, nameInPath, nameOfType } from '../../http/files/file_name.js';
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
    [`attachment; filename* = utf-8'en'caf%C3%A9.pdf`, 'café.pdf'],
    [`attachment; filename=" a.pdf "`, 'a.pdf'],
    [`attachment; filename="${'x'.repeat(200)}.pdf"`, `${'x'.repeat(146)}.pdf`],
    [`attachment; filename="."`, undefined],
    [`attachment; filename=".."`, undefined],
    [`attachment; filename="a/.."`, undefined],
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
    ['https://x.example/.hidden.pdf', undefined],
    ['https://x.example/a.pdf:signature', undefined],
    ['https://x.example/a.longending', undefined],
  ])('in the path of %s', (address, name) => {
    expect(nameInPath(new URL(address))).toBe(name);
  });

  it.each([
    ['image/png', 'file-2.png'],
    ['text/plain', 'file-2.txt'],
    ['application/vnd.ms-excel', 'file-2'],
    ['image/svg+xml', 'file-2'],
    [undefined, 'file-2'],
  ])('that has none, by its type %s', (contentType, name) => {
    expect(nameOfType(contentType, 2)).toBe(name);
  });
});

describe('the type of a file', () => {
  it.each([
    [' Application/PDF ; v=1', 'application/pdf'],
    ['text/html', 'text/html'],
    ['', undefined],
    [' ; charset=utf-8', undefined],
    ['application/octet-stream', undefined],
    ['Binary/Octet-Stream', undefined],
  ])('in %j', (header, type) => {
    expect(contentTypeOf(header)).toBe(type);
  });
});
