"""A client in lockstep on raw sockets: it sends, then blocks until the whole answer is there."""
import random
import socket
import sys

random.seed(1)
with socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=60) as s:
    for length in [1, 2, 3, 1024, 2047, 2048] + [random.randint(1, 2048) for _ in range(300)]:
        said = random.randbytes(length)
        s.sendall(said)
        heard = b""
        while len(heard) < length:
            part = s.recv(length - len(heard))
            if not part:
                sys.exit("the host hung up")
            heard += part
        if heard != said:
            sys.exit("an answer of %d bytes is not what was said" % length)
    s.shutdown(socket.SHUT_WR)
    rest = s.recv(1)
    if rest:
        sys.exit("heard more than was said: %r" % rest)
print("ok")
