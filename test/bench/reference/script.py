"""A console script as beginners write it: a thread for each client, reads of up to 2048 bytes that are
decoded and printed, and everything is sent back. `make bench` measures Porchlight beside it.

    python3 script.py PORT

Its output is discarded, so that no terminal is measured.
"""
import os
import socket
import sys
import threading


def serve(conn):
    while True:
        try:
            data = conn.recv(2048)
            if not data:
                break
            text = data.decode("utf-8")
            print("Received:", text)
            print("Sending:", text)
            conn.sendall(str.encode(text))
        except (OSError, UnicodeDecodeError):
            break
    conn.close()


listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", int(sys.argv[1])))
listener.listen(1000)
sys.stdout = open(os.devnull, "w")
while True:
    client, _ = listener.accept()
    threading.Thread(target=serve, args=(client,), daemon=True).start()
