"""A WebSocket server and client of python3-websockets: `serve`, which sends back what it gets, or `ask URL`."""
import asyncio
import sys

import websockets

MESSAGES = ["grüße ☃", "", b"\x00\xff", b"x" * 300_000, "y" * 100_000]


async def ask(url):
    async with websockets.connect(url, subprotocols=["a", "b"], max_size=None) as socket:
        print("speaks", socket.subprotocol, "compressed" if socket.extensions else "plain")
        for message in MESSAGES:
            await socket.send(message)
            print("same", await socket.recv() == message)
        await socket.send(["one ", "two ", "three"])
        print(await socket.recv())
        await (await socket.ping("p"))
        print("pong")
        await socket.close(4001, "enough")
        print("closed", socket.close_code)


async def serve():
    async def echo(socket):
        async for message in socket:
            await socket.send(message)

    server = await websockets.serve(echo, "127.0.0.1", 0, subprotocols=["b"], max_size=None)
    print("ws://127.0.0.1:%d/" % server.sockets[0].getsockname()[1], flush=True)
    await asyncio.Future()


asyncio.run(serve() if sys.argv[1] == "serve" else ask(sys.argv[2]))
