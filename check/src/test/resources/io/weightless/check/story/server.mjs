// A server of Node's, which does what servers may do; it prints its URL. With two files as arguments, a chain of
// certificates and a key, it speaks TLS. Others' URLs it asks for, and to others it makes tunnels: a proxy, which
// prints for whom.
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import zlib from 'node:zlib';
import { pipeline } from 'node:stream';

const text = 'it is what it is '.repeat(10_000);
const encoders = { gzip: zlib.gzipSync, deflate: zlib.deflateSync, br: zlib.brotliCompressSync };

const answers = {
  '/hello': (request, response) => response.end('hello\n'),
  '/port': (request, response) => response.end(`${request.socket.remotePort}`),
  // Node looks at how long to keep a connection when a response is finished
  '/port-for-a-moment': (request, response) => {
    server.keepAliveTimeout = 20;
    response.on('finish', () => (server.keepAliveTimeout = 60_000));
    response.end(`${request.socket.remotePort}`);
  },
  '/echo': (request, response) => pipeline(request, response, () => {}),
  '/none': (request, response) => response.writeHead(204).end(),
  '/trailers': (request, response) => {
    response.writeHead(200, { Trailer: 'Digest-Of-All' });
    response.write('some, ');
    response.write('more');
    response.addTrailers({ 'Digest-Of-All': 'x1' });
    response.end();
  },
  '/hints': (request, response) => {
    response.writeEarlyHints({ link: '</style.css>; rel=preload; as=style' }, () => {});
    response.writeProcessing();
    response.end('page\n');
  },
  '/extensions': (request, response) =>
    request.socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5;a=b;c="d;e"\r\nhello\r\n0;last\r\n\r\n'),
  '/until-end': (request, response) => request.socket.end('HTTP/1.0 200 OK\r\n\r\nall until the end'),
  '/cut-length': (request, response) => {
    response.writeHead(200, { 'Content-Length': 1000 });
    response.write('some', () => request.socket.end());
  },
  '/cut-chunks': (request, response) => response.write('some', () => request.socket.end()),
  '/cut-head': (request, response) => request.socket.end('HTTP/1.1 200 OK\r\nContent-'),
  '/reset': (request, response) => request.socket.resetAndDestroy(),
  '/coded': (request, response) => {
    const coding = request.headers['accept-encoding'];
    const bytes = coding in encoders ? encoders[coding](text) : text;
    response.writeHead(200, coding in encoders ? { 'Content-Encoding': coding } : {}).end(bytes);
  },
  '/login': (request, response) =>
    response.writeHead(303, { Location: '/inside', 'Set-Cookie': ['id=7; Path=/; HttpOnly', 'old=1; Max-Age=0'] }).end(),
  '/inside': (request, response) => response.end(`${request.method} ${request.headers.cookie}`),
  '/form': async (request, response) => {
    const form = await new Response(request, { headers: request.headers }).formData();
    const parts = await Promise.all([...form].map(async ([name, value]) =>
      typeof value === 'string' ? `${name}=${value}` : `${name}=${value.name} ${value.type} ${(await value.text()).length}`));
    response.end(parts.join('\n'));
  },
  '/events': (request, response) => {
    const last = Number(request.headers['last-event-id'] ?? 0);
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(`:\r\n\r\nretry: 10\nid: ${last + 1}\nevent: tick\ndata: one\rda`);
    setImmediate(() => response.end('ta: two\r\n\r\ndata\n\nid: never'));
  },
};

function handle(request, response) {
  if (request.url.startsWith('http://')) {
    console.log(`${request.method} ${request.url} ${request.headers['proxy-authorization']}`);
    const { method, headers } = request;
    const onward = http.request(request.url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      pipeline(answer, response, () => {});
    });
    pipeline(request, onward, () => {});
  } else {
    (answers[request.url] ?? ((_, none) => none.writeHead(404).end()))(request, response);
  }
}

const [chain, key] = process.argv.slice(2).map((file) => fs.readFileSync(file));
const server = chain ? https.createServer({ cert: chain, key }, handle) : http.createServer(handle);
server.keepAliveTimeout = 60_000;
server.on('connect', (request, socket, head) => {
  console.log(`CONNECT ${request.url} ${request.headers['proxy-authorization']}`);
  const [host, port] = request.url.split(':');
  if (host === 'refused.test') {
    socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 6\r\n\r\nnever\n');
    return;
  }
  const there = net.connect(port, host, () => {
    socket.write('HTTP/1.1 200 Connection established\r\nVia: 1.1 node\r\n\r\n');
    there.write(head);
    pipeline(socket, there, socket, () => {});
  });
});
server.listen(0, '127.0.0.1', () => console.log(`${chain ? 'https' : 'http'}://127.0.0.1:${server.address().port}`));
