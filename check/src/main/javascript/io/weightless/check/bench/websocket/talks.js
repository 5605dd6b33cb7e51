// The npm package ws on Node.js: /echo and /room. It ends with its parent.
'use strict';

const http = require('node:http');
const { WebSocket, WebSocketServer } = require('ws');

process.stdin.on('end', () => process.exit()).resume();

function talk(path, receive) {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  sockets.on('connection', (socket) => {
    socket.on('error', () => socket.terminate());
    socket.on('message', (data, isBinary) => receive(socket, data, isBinary, sockets.clients));
  });
  return [path, sockets];
}

const talks = new Map([
  talk('/echo', (socket, data, binary) => socket.send(data, { binary })),
  talk('/room', (_, data, binary, clients) => {
    for (const client of clients) {
      if (client.readyState === WebSocket.OPEN) {
        client.send(data, { binary });
      }
    }
  }),
]);

const server = http.createServer((_, response) => response.writeHead(404).end());
server.on('upgrade', (request, socket, head) => {
  const sockets = talks.get(request.url);
  if (sockets === undefined) {
    socket.destroy();
  } else {
    sockets.handleUpgrade(request, socket, head, (one) => sockets.emit('connection', one, request));
  }
});
server.listen(0, '127.0.0.1', 4096, () => {
  console.log(`serving on http://127.0.0.1:${server.address().port}`);
});
