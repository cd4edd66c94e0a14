"""Sends characters in halves, as a program does that counts characters where it should count bytes."""
import socket
import sys

with socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=60) as s:
    for text in ["ü", "€", "🎮"]:
        b = text.encode()
        for half in (b[:1], b[1:]):
            s.sendall(half)
            heard = s.recv(2048)
            if heard != half:
                sys.exit("said %r, heard %r" % (half, heard))
print("ok")
