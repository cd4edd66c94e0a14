"""Sends a message of every byte value, and every byte value as a message of its own."""
import socket
import sys

with socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=60) as s:
    for said in [bytes(range(256))] + [bytes([i]) for i in range(256)]:
        s.sendall(said)
        heard = b""
        while len(heard) < len(said):
            part = s.recv(2048)
            if not part:
                sys.exit("the host hung up")
            heard += part
        if heard != said:
            sys.exit("said %r, heard %r" % (said, heard))
print("ok")
