"""Small clients for the built-in games, written as beginners write them: builtin.py GAME PORT.

Ends with 0 when the game was played as its client expects, and with a traceback when it was not.
"""
import pickle
import socket
import struct
import sys
import threading
import time

GAME, PORT = sys.argv[1], int(sys.argv[2])


def connect():
    s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    s.settimeout(30)
    s.connect(("127.0.0.1", PORT))
    return s


def expect(got, want):
    assert got == want, f"got {got!r}, want {want!r}"


def echo():
    s = connect()
    for text in ("hello", "50,50", "naïve"):
        s.send(text.encode())
        expect(s.recv(2048).decode(), text)


class Network:
    """The class of the pygame tutorials."""

    def __init__(self):
        self.client = connect()
        self.id = self.client.recv(2048).decode()

    def send(self, data):
        self.client.send(str.encode(data))
        return self.client.recv(2048).decode()


def positions():
    first, second = Network(), Network()
    expect((first.id, second.id), ("0", "1"))
    expect(first.send("0:60,50"), "1:100,100")
    expect(second.send("1:90,100"), "0:60,50")
    expect(first.send("0:70,50"), "1:90,100")
    second.client.close()
    for _ in range(1500):
        third = Network()
        if third.id:  # turned away with nothing until the host has seen the other one leave
            break
        third.client.close()
        time.sleep(0.02)
    expect(third.id, "1")
    expect(first.send("0:80,50"), "1:100,100")
    late = connect()
    expect(late.recv(2048), b"")


class Player:
    def __init__(self, x, y):
        self.x, self.y = x, y


def objects():
    a, b = connect(), connect()

    def swap(s, player):
        s.send(pickle.dumps(player))
        return pickle.loads(s.recv(4096))

    expect(swap(a, Player(1, 2)).x, 1)
    expect(swap(b, Player(3, 4)).y, 2)
    expect(swap(a, Player(5, 6)).x, 3)


def chat_lines():
    a, b, c = connect(), connect(), connect()
    files = [s.makefile("r", newline="\n") for s in (a, b, c)]
    c.sendall(b"bye\r\n")  # the last to come speaks first: who hears it knows that all are in
    for f in files[:2]:
        expect(f.readline(), "bye\n")
    a.sendall(b"hello\nsecond\n")
    for f in files[1:]:
        expect(f.readline(), "hello\n")
        expect(f.readline(), "second\n")


def chat_with_names():
    a = connect()
    heard, known, ready = [], threading.Event(), threading.Event()

    def listen():
        for line in a.makefile("r"):
            if line.startswith("Eve "):
                known.set()
                continue
            heard.append(line.rstrip("\n"))
            if len(heard) == 3:
                ready.set()
                return

    thread = threading.Thread(target=listen)
    thread.start()
    a.sendall(b"Ada\n")
    for _ in range(100):  # until the host knows Ada: before that nobody is announced to her
        eve = connect()
        eve.sendall(b"Eve\n")
        if known.wait(0.3):
            break
        eve.close()
    b = connect()
    b.sendall(b"Bob\nhi there\n")
    threading.Timer(0.3, b.close).start()
    assert ready.wait(30), heard
    thread.join()
    expect(heard, ["Bob joined", "Bob: hi there", "Bob left"])


def headers():
    def send(s, text):
        message = text.encode("utf-8")
        length = str(len(message)).encode("utf-8")
        s.send(length + b" " * (64 - len(length)))
        s.send(message)

    def receive(s):
        length = int(s.recv(64, socket.MSG_WAITALL).decode("utf-8"))
        return s.recv(length, socket.MSG_WAITALL).decode("utf-8")

    a, b = connect(), connect()
    send(b, "hello")  # the last to come, so that both are in
    expect(receive(a), "hello")
    expect(receive(b), "hello")
    send(a, "")
    expect(receive(a), "")
    expect(receive(b), "")


def java():
    def write_utf(s, text):
        data = text.encode()
        for byte in struct.pack(">H", len(data)) + data:
            s.sendall(bytes([byte]))  # as it comes through a slow line

    def read_utf(s):
        (length,) = struct.unpack(">H", s.recv(2, socket.MSG_WAITALL))
        return s.recv(length, socket.MSG_WAITALL).decode()

    a, b = connect(), connect()
    write_utf(b, "hello")  # the last to come, so that both are in
    expect(read_utf(b), "hello")
    expect(read_utf(a), "hello")


def turns():
    white, black = connect(), connect()
    expect(white.recv(2048), b"white")
    expect(black.recv(2048), b"black")
    for mover, other, move in ((white, black, b"e2e4"), (black, white, b"e7e5"), (white, black, b"g1f3")):
        mover.send(move)
        expect(other.recv(2048), move)


def acknowledge():
    s = connect()
    for text in (b"one", b"two"):
        s.send(text)
        expect(s.recv(2048), b"Msg received")


{
    "Echo": echo,
    "Positions": positions,
    "Objects": objects,
    "Chat lines": chat_lines,
    "Chat with names": chat_with_names,
    "Chat with 64-byte headers": headers,
    "Chat for Java": java,
    "Turn-based relay": turns,
    "Acknowledge": acknowledge,
}[GAME]()
