// What Node's HTTP clients do to a server; the argument is its URL. One line for each thing that went well.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';

const base = new URL(process.argv[2]);

// One after the other over `agent`: what came back, and from which port of ours it was asked.
async function ask(agent, method, path, body) {
  const request = http.request(new URL(path, base), { method, agent });
  request.end(body);
  const [response] = await once(request, 'response');
  const parts = await response.toArray();
  return { status: response.statusCode, text: Buffer.concat(parts).toString(), port: request.socket.localPort };
}

async function agentKeepsOneConnection() {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const ports = new Set();
  for (let i = 0; i < 20; i++) {
    const page = await ask(agent, 'GET', '/page.txt');
    assert.deepEqual([page.status, page.text], [200, 'a page\n']);
    const echo = await ask(agent, 'POST', '/echo', `body ${i}`);
    assert.deepEqual([echo.status, echo.text], [200, `body ${i}`]);
    const head = await ask(agent, 'HEAD', '/page.txt');
    assert.deepEqual([head.status, head.text], [200, '']);
    const none = await ask(agent, 'GET', '/none');
    assert.equal(none.status, 404);
    [page, echo, head, none].forEach((answer) => ports.add(answer.port));
  }
  agent.destroy();
  assert.equal(ports.size, 1);
}

async function manyAtOnce() {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
  const bodies = Array.from({ length: 400 }, (_, i) => `${i} `.repeat(i));
  const answers = await Promise.all(bodies.map((body) => ask(agent, 'POST', '/echo', body)));
  agent.destroy();
  assert.deepEqual(answers.map((answer) => answer.text), bodies);
}

// All requests are sent before the first response is read; half of them with chunked bodies.
async function pipelinedBodies() {
  const socket = net.connect(base.port, base.hostname);
  let sent = '';
  let expected = '';
  for (let i = 0; i < 100; i++) {
    const body = `<${i}>`;
    const last = i === 99 ? 'Connection: close\r\n' : '';
    const framed =
      i % 2 === 0
        ? `Content-Length: ${body.length}\r\n\r\n${body}`
        : `Transfer-Encoding: chunked\r\n\r\n1\r\n${body[0]}\r\n${(body.length - 1).toString(16)};x\r\n${body.slice(1)}\r\n0\r\n\r\n`;
    sent += `POST /echo HTTP/1.1\r\nHost: a\r\n${last}${framed}`;
    expected += body;
  }
  socket.write(sent);
  const all = Buffer.concat(await socket.toArray()).toString();
  assert.equal(all.match(/HTTP\/1\.1 200 OK\r\n/g).length, 100);
  const found = [...all.matchAll(/<[\s\S]*?>/g)].map((m) => m[0].replace(/\r\n[0-9a-f]+\r\n/, '')).join('');
  assert.equal(found, expected);
}

// Writes only when the server takes it, and reads what comes back meanwhile.
async function upload(reader) {
  const size = 12 << 20;
  const request = http.request(new URL('/echo', base), { method: 'POST', headers: { 'Transfer-Encoding': 'chunked' } });
  const digest = crypto.createHash('sha256');
  const back = crypto.createHash('sha256');
  const answered = once(request, 'response').then(([response]) => reader(response, back));
  let drains = 0;
  for (let sent = 0; sent < size; sent += 65536) {
    const part = crypto.randomBytes(65536);
    digest.update(part);
    if (!request.write(part)) {
      drains++;
      await once(request, 'drain');
    }
  }
  request.end();
  const length = await answered;
  assert.equal(length, size);
  assert.equal(back.digest('hex'), digest.digest('hex'));
  assert.ok(drains > 0);
}

async function readAll(response, digest) {
  let length = 0;
  for await (const part of response) {
    digest.update(part);
    length += part.length;
  }
  return length;
}

// Gives way to everything else after each part, so that the upload has to wait.
async function readSlowly(response, digest) {
  let length = 0;
  for await (const part of response) {
    digest.update(part);
    length += part.length;
    await new Promise(setImmediate);
  }
  return length;
}

async function fetches() {
  const page = await fetch(new URL('/page.txt', base));
  assert.deepEqual([page.status, page.headers.get('content-type'), await page.text()], [200, 'text/plain; charset=utf-8', 'a page\n']);
  const echo = await fetch(new URL('/echo', base), { method: 'POST', body: 'fetched', headers: { 'Content-Type': 'x/y' } });
  assert.deepEqual([echo.headers.get('content-type'), await echo.text()], ['x/y', 'fetched']);
  const stream = new ReadableStream({
    start(controller) {
      for (const part of ['one, ', 'two, ', 'three']) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });
  const streamed = await fetch(new URL('/echo', base), { method: 'POST', body: stream, duplex: 'half' });
  assert.equal(await streamed.text(), 'one, two, three');
  const moved = await fetch(new URL('/folder', base));
  assert.deepEqual([moved.redirected, moved.url], [true, new URL('/folder/', base).href]);
  assert.match(await moved.text(), /inner\.txt/);
  const none = await fetch(new URL('/none', base), { method: 'HEAD' });
  assert.deepEqual([none.status, await none.text()], [404, '']);
}

async function anAbortedUploadHarmsNobody() {
  const request = http.request(new URL('/echo', base), { method: 'POST', headers: { 'Content-Length': 1 << 20 } });
  request.write('begun');
  const [response] = await once(request, 'response');
  const [part] = await once(response, 'data');
  assert.equal(part.toString(), 'begun');
  request.on('error', () => {});
  response.on('error', () => {});
  request.destroy();
  const page = await fetch(new URL('/page.txt', base));
  assert.equal(await page.text(), 'a page\n');
}

await agentKeepsOneConnection();
console.log('agent');
await manyAtOnce();
console.log('at once');
await pipelinedBodies();
console.log('pipelined');
await upload(readAll);
console.log('upload');
await upload(readSlowly);
console.log('slow upload');
await fetches();
console.log('fetch');
await anAbortedUploadHarmsNobody();
console.log('abort');
