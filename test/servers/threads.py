# A server as tutorials have it: an address and a port that are fixed, and a thread for each client.
# The word crash makes its thread end the program with an error.
import os
import socket
import sys
import threading
import traceback

HOST = "0.0.0.0"
PORT = 5555  # tests write another one here


def serve(conn, addr):
    conn.sendall(b"welcome")
    while True:
        data = conn.recv(2048)
        if not data:
            print("left:", addr)
            break
        print("received:", data.decode())
        if data == b"crash":
            try:
                print(1 / 0)
            except ZeroDivisionError:
                traceback.print_exc()
                sys.stderr.flush()
                os._exit(1)
        if data == b"bye":
            break
        conn.sendall(data.upper())
    conn.close()


s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind((HOST, PORT))
s.listen()
print("Server started")
while True:
    threading.Thread(target=serve, args=s.accept(), daemon=True).start()
