"""The console script that beginners write, in its usual design: a thread a client, up to 2048 bytes read
at a time and decoded, each message printed, everything sent back. `make bench` measures Porchlight
beside it.

    python3 script.py PORT

What it prints goes nowhere, so that no terminal is measured.
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
