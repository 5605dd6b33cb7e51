// What Node's clients do to an application; the argument is its URL. One line for each thing that went well.
import assert from 'node:assert/strict';
import http from 'node:http';
import zlib from 'node:zlib';
import { once } from 'node:events';

const base = process.argv[2];
const words = (length) => 'it is what it is '.repeat(length / 17 + 1).slice(0, length);

async function ask(agent, path, options = {}, body = undefined) {
  const request = http.request(base + path, { agent, ...options });
  request.end(body);
  const [response] = await once(request, 'response');
  const bytes = Buffer.concat(await response.toArray());
  return { response, bytes, port: request.socket.localPort };
}

async function oneConnection() {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const ports = new Set();
  for (let i = 0; i < 20; i++) {
    for (const path of ['/hello', '/text/5000', '/text/5000?streamed', '/nowhere']) {
      const { response, bytes, port } = await ask(agent, path);
      assert.equal(response.statusCode, path === '/nowhere' ? 404 : 200);
      if (path.startsWith('/text')) assert.equal(bytes.toString(), words(5000));
      ports.add(port);
    }
  }
  agent.destroy();
  assert.equal(ports.size, 1);
}

async function json() {
  const value = { text: 'naïve ☃', numbers: [1, 2.5], none: null };
  const answer = await fetch(base + '/json', { method: 'PUT', body: JSON.stringify(value) });
  assert.equal(answer.headers.get('content-type'), 'application/json');
  assert.deepEqual(await answer.json(), value);
  const wrong = await fetch(base + '/json', { method: 'DELETE' });
  assert.deepEqual([wrong.status, wrong.headers.get('allow')], [405, 'PUT, OPTIONS']);
}

async function forms() {
  const plain = await fetch(base + '/form', { method: 'POST', body: new URLSearchParams({ 'a b': 'c&d=é' }) });
  assert.equal(await plain.text(), 'a+b=c%26d%3D%C3%A9');
  const form = new FormData();
  form.append('name', 'Zoë "Z"\r\nof two lines');
  form.append('tag', 'one');
  form.append('tag', 'two');
  form.append('small', new Blob(['hello'], { type: 'text/x' }), 'small ü.txt');
  form.append('large', new Blob([words(3_000_000)]), 'large');
  const answer = await fetch(base + '/upload', { method: 'POST', body: form });
  const lines = (await answer.text()).split('\n');
  assert.deepEqual(lines.slice(0, 3), ['name[Zoë "Z"\r', 'of two lines]', 'tag[one, two]']);
  assert.equal(lines[3], 'small (small ü.txt, 5 bytes) text/x 3610a686');
  assert.match(lines[4], /^large \(large, 3000000 bytes\) application\/octet-stream /);
}

async function cookies() {
  const set = (await fetch(base + '/cookies/set')).headers.getSetCookie();
  assert.equal(set.length, 4);
  assert.equal(set[0], 'session=secret; Path=/; HttpOnly; SameSite=Strict');
  const sent = set.slice(0, 2).map((cookie) => cookie.split(';')[0]).join('; ');
  const seen = await (await fetch(base + '/cookies', { headers: { Cookie: sent } })).text();
  assert.equal(seen, '[Cookie[name=session, value=secret], Cookie[name=theme, value=dark]]');
}

// As an EventSource does it: each time from behind the last one on.
async function events() {
  let last;
  for (let round = 0; round < 3; round++) {
    const headers = last === undefined ? {} : { 'Last-Event-ID': last };
    const answer = await fetch(base + '/counting', { headers });
    assert.equal(answer.headers.get('content-type'), 'text/event-stream');
    let text = '';
    for await (const part of answer.body.pipeThrough(new TextDecoderStream())) text += part;
    const events = text.split('\n\n').filter((event) => event.startsWith('id: '));
    assert.equal(events.length, 2);
    assert.equal(events[0], `id: ${round * 2 + 1}\nevent: number\nretry: 10\ndata: event ${round * 2 + 1}\ndata: after ${last ?? 'null'}`);
    last = events[1].match(/^id: (.*)/)[1];
  }
}

async function codings() {
  const text = words(300_000);
  const decoders = { gzip: zlib.gunzipSync, deflate: zlib.inflateSync, br: zlib.brotliDecompressSync };
  const encoders = { gzip: zlib.gzipSync, deflate: zlib.deflateSync, br: zlib.brotliCompressSync };
  for (const coding of ['gzip', 'deflate', 'br']) {
    for (const path of ['/text/300000', '/text/300000?streamed']) {
      const { response, bytes } = await ask(undefined, path, { headers: { 'Accept-Encoding': coding } });
      assert.equal(response.headers['content-encoding'], coding);
      assert.equal(decoders[coding](bytes).toString(), text);
    }
    const headers = { 'Content-Encoding': coding };
    const { bytes } = await ask(undefined, '/json', { method: 'PUT', headers }, encoders[coding](text));
    assert.equal(bytes.toString(), text);
  }
  assert.equal(await (await fetch(base + '/text/300000')).text(), text);
}

async function aborts() {
  const leaving = new AbortController();
  const endless = await fetch(base + '/endless', { signal: leaving.signal });
  const reader = endless.body.getReader();
  for (let read = 0; read < 500_000; ) read += (await reader.read()).value.length;
  leaving.abort();
  await assert.rejects(reader.read());
  const request = http.request(base + '/swallow', { method: 'POST', headers: { 'Content-Length': 1 << 20 } });
  request.on('error', () => {});
  await new Promise((resolve) => request.write(Buffer.alloc(100_000), resolve));
  request.destroy();
  await new Promise((resolve) => request.on('close', resolve));
  assert.equal(await (await fetch(base + '/hello')).text(), 'hello\n');
}

for (const test of [oneConnection, json, forms, cookies, events, codings, aborts]) {
  await test();
  console.log(test.name);
}
