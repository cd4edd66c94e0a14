"""Plays a little and then resets the connection, as the system does for a program that crashed."""
import socket
import struct
import sys

s = socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=60)
s.sendall(b"50,50")
heard = s.recv(2048)
if heard != b"50,50":
    sys.exit("heard %r" % heard)
s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
s.close()
print("ok")
