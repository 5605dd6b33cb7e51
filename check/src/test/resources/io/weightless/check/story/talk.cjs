// A WebSocket server and client of npm's ws: `serve`, which sends back what it gets, or `ask URL`.
const {once} = require('node:events');
const {WebSocket, WebSocketServer} = require('/usr/share/nodejs/ws');

const MESSAGES = ['grüße ☃', '', Buffer.from([0, 255]), Buffer.alloc(300000, 'x'), 'y'.repeat(100000)];

async function ask(url) {
  const socket = new WebSocket(url, ['a', 'b']);
  await once(socket, 'open');
  console.log('speaks', socket.protocol, socket.extensions ? 'compressed' : 'plain');
  const next = async () => {
    const [data, isBinary] = await once(socket, 'message');
    return isBinary ? data : data.toString();
  };
  for (const message of MESSAGES) {
    socket.send(message);
    const answer = await next();
    console.log('same', typeof message === 'string' ? answer === message : message.equals(answer));
  }
  socket.send('one ', {fin: false});
  socket.send('two ', {fin: false});
  socket.send('three');
  console.log(await next());
  socket.ping('p');
  await once(socket, 'pong');
  console.log('pong');
  socket.close(4001, 'enough');
  console.log('closed', (await once(socket, 'close'))[0]);
}

function serve() {
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    maxPayload: 0,
    perMessageDeflate: true,
    handleProtocols: names => names.has('b') && 'b',
  });
  server.on('connection', socket => socket.on('message', (data, binary) => socket.send(data, {binary})));
  server.on('listening', () => console.log(`ws://127.0.0.1:${server.address().port}/`));
}

process.argv[2] === 'serve' ? serve() : ask(process.argv[3]);
