"""What Python's clients do to a server; the argument is its port. One line for each thing that went well."""

import hashlib
import http.client
import os
import socket
import sys
import urllib.error
import urllib.request

PORT = int(sys.argv[1])


def equal(is_, should):
    assert is_ == should, f"{is_!r} is not {should!r}"


def ask(connection, method, path, body=None, **more):
    connection.request(method, path, body, **more)
    response = connection.getresponse()
    return response.status, response.read()


def one_connection():
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    connection.connect()
    port = connection.sock.getsockname()
    for i in range(50):
        equal(ask(connection, "GET", "/page.txt"), (200, b"a page\n"))
        equal(ask(connection, "HEAD", "/page.txt"), (200, b""))
        equal(ask(connection, "POST", "/echo", f"body {i}"), (200, f"body {i}".encode()))
        equal(ask(connection, "POST", "/plaintext", "unread")[0], 405)
        equal(ask(connection, "GET", "/none")[0], 404)
        equal(connection.sock.getsockname(), port)
    connection.close()


def chunks():
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    parts = [os.urandom(size) for size in (1, 2, 15, 16, 17, 255, 256, 4095, 4096, 65536, 1 << 20)]
    for _ in range(3):
        equal(ask(connection, "POST", "/echo", iter(parts)), (200, b"".join(parts)))
    connection.close()


def a_file():
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    connection.request("GET", "/large.bin")
    response = connection.getresponse()
    digest = hashlib.sha256()
    length = 0
    for part in iter(lambda: response.read(10_007), b""):
        digest.update(part)
        length += len(part)
    equal(length, int(response.headers["Content-Length"]))
    print(digest.hexdigest())
    connection.close()


def until_end(connection):
    """Up to the end of the connection, or until it is cut."""
    got = b""
    try:
        for part in iter(lambda: connection.recv(65536), b""):
            got += part
    except ConnectionResetError:
        pass
    return got


def raw(sent, ends=True):
    with socket.create_connection(("127.0.0.1", PORT)) as connection:
        connection.sendall(sent)
        if ends:
            connection.shutdown(socket.SHUT_WR)
        return until_end(connection)


def half_close():
    get = b"GET /page.txt HTTP/1.1\r\nHost: a\r\n\r\n"
    post = b"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s"
    answer = raw(get)
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n") and answer.endswith(b"\r\n\r\na page\n"), answer
    equal(raw(get * 100).count(b"\r\n\r\na page\n"), 100)
    answer = raw(post % (4, b"body"))
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n") and answer.endswith(b"\r\n\r\nbody"), answer
    large = os.urandom(8 << 20)
    answer = upload_then_end(post % (len(large), large))
    equal(answer.split(b"\r\n\r\n", 1)[1], large)
    equal(raw(b""), b"")
    assert raw(b"GET /page.txt HT").startswith(b"HTTP/1.1 400 "), "a head that ends in its middle"
    answer = raw(post % (10, b"half"))
    assert b"HTTP/1.1 400 " in answer or len(answer.split(b"\r\n\r\n", 1)[-1]) <= 4, answer


def upload_then_end(sent):
    """Reads while it sends, as the server answers while it reads; and ends its output at last."""
    with socket.create_connection(("127.0.0.1", PORT)) as connection:
        connection.setblocking(False)
        answer = b""
        view = memoryview(sent)
        while view:
            try:
                view = view[connection.send(view) :]
            except BlockingIOError:
                pass
            try:
                answer += connection.recv(1 << 20)
            except BlockingIOError:
                pass
        connection.setblocking(True)
        connection.shutdown(socket.SHUT_WR)
        return answer + until_end(connection)


def old():
    get = b"GET /page.txt HTTP/1.0\r\n%s\r\n"
    assert raw(get % b"", ends=False).endswith(b"\r\n\r\na page\n")
    answer = raw(get % b"Connection: keep-alive\r\n" + get % b"", ends=False)
    equal(answer.count(b"\r\n\r\na page\n"), 2)
    equal(answer.count(b"Connection: keep-alive\r\n"), 1)


def urls():
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/page.txt") as response:
        equal(response.read(), b"a page\n")
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{PORT}/none")
        raise AssertionError("there is none")
    except urllib.error.HTTPError as error:
        equal(error.code, 404)
        error.close()


for action in (one_connection, chunks, a_file, half_close, old, urls):
    action()
    print(action.__name__)
