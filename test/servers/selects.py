# A server with one loop of select.
import select
import socket

PORT = 5555  # tests write another one here
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("", PORT))
s.listen()
clients = []
while True:
    for c in select.select([s] + clients, [], [])[0]:
        if c is s:
            conn, _ = s.accept()
            conn.sendall(b"welcome")
            clients.append(conn)
            continue
        try:
            data = c.recv(1024)
        except ConnectionError:
            data = b""
        if data in (b"", b"bye"):
            clients.remove(c)
            c.close()
        else:
            c.sendall(data.upper())
