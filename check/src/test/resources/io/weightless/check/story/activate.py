# As systemd does: listens, lets two clients connect, and only then starts the program that serves
# them, which is given as arguments. Prints what the clients get back, and ends the program.
import os, signal, socket, sys

listening = socket.create_server(("127.0.0.1", 0))
clients = [socket.create_connection(listening.getsockname()) for _ in range(2)]
program = os.fork()
if program == 0:
    for client in clients:
        client.close()
    os.dup2(listening.detach(), 3, inheritable=True)
    os.set_inheritable(3, True)
    os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1", LISTEN_FDNAMES="web")
    os.execv(sys.argv[1], sys.argv[1:])
clients.append(socket.create_connection(listening.getsockname()))
for number, client in enumerate(clients):
    client.sendall(b"client %d" % number)
    client.shutdown(socket.SHUT_WR)
    print(client.makefile().read(), flush=True)
os.kill(program, signal.SIGTERM)
print("exit", os.waitstatus_to_exitcode(os.waitpid(program, 0)[1]), flush=True)
