import { createReadStream, existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Where each part of the page's address space lies on disk. */
const FOLDERS: [string, string][] = [
  ['/dist/', join(ROOT, 'dist')],
  ['/public/build/img/', join(ROOT, 'node_modules/@grafana/ui/dist/public/img')],
  ['/public/img/', join(ROOT, 'node_modules/@grafana/ui/dist/public/img')],
  ['/public/fonts/', join(ROOT, 'none')],
  ['/host.js', join(ROOT, 'dist-host/host.js')],
  ['/', join(__dirname, 'index.html')],
];

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

function fileOf(path: string): string {
  const [prefix, target] = FOLDERS.find(([start]) => path.startsWith(start))!;
  return prefix.length > 1 && prefix.endsWith('/')
    ? join(target, normalize(path.slice(prefix.length)))
    : target;
}

/** Serves the built plugins and the host page on a free loopback port. */
export async function serve(): Promise<{ url: string; close: () => void }> {
  const server: Server = createServer((request, response) => {
    const file = fileOf(new URL(request.url!, 'http://localhost').pathname);
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('Cache-Control', 'max-age=3600');
    response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
