"""A friend whom a test leads: says what comes on standard input, a line a message, and tells on
standard output what it hears.

    friend.py HOST PORT [ADDRESS-OF-ITS-OWN]

It prints `connected`, `heard '50,50'` for what it hears, `end` when the host hangs up in order, and
`lost` with the reason when the connection ends otherwise. It ends with its standard input.
"""
import socket
import sys
import threading


def tell(*words):
    print(*words, flush=True)


def listen(s):
    try:
        while True:
            heard = s.recv(2048)
            if not heard:
                tell("end")
                return
            tell("heard", repr(heard.decode(errors="backslashreplace")))
    except OSError as e:
        tell("lost", e)


own = (sys.argv[3], 0) if len(sys.argv) > 3 else None
s = socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=30, source_address=own)
s.settimeout(None)
tell("connected")
threading.Thread(target=listen, args=(s,), daemon=True).start()
for line in sys.stdin:
    try:
        s.sendall(line.rstrip("\n").encode())
    except OSError as e:
        tell("lost", e)
