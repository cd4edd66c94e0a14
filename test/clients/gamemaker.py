"""Two games that connect as GameMaker's network_connect does, with its handshake, and then send each
other packets with its header."""
import socket
import struct
import sys

HELLO = b"GM:Studio-Connect\0"
CLIENT = struct.pack("<4I", 0xCAFEBABE, 0xDEADB00B, 16, 0)
SERVER = struct.pack("<3I", 0xDEAFBEAD, 0xF00DBEEB, 12)


class Game:
    def __init__(self, server, port):
        self.socket = socket.create_connection((server, port), timeout=20)
        self.want("the server's greeting", HELLO)
        self.socket.sendall(CLIENT)
        self.want("the server's half of the handshake", SERVER)

    def read(self, length):
        data = b""
        while len(data) < length:
            part = self.socket.recv(length - len(data))
            if not part:
                sys.exit("the end after %r" % data)
            data += part
        return data

    def want(self, what, wanted):
        heard = self.read(len(wanted))
        if heard != wanted:
            sys.exit("%s is %r, want %r" % (what, heard, wanted))

    def send_packet(self, buffer):
        self.socket.sendall(struct.pack("<3I", 0xDEADC0DE, 12, len(buffer)) + buffer)

    def read_packet(self):
        magic, header, length = struct.unpack("<3I", self.read(12))
        if magic != 0xDEADC0DE or header != 12:
            sys.exit("a packet begins with %08x and %d" % (magic, header))
        return self.read(length)


first = Game(sys.argv[1], int(sys.argv[2]))
second = Game(sys.argv[1], int(sys.argv[2]))
for size in (1, 2, 100, 5000, 60000):
    for sender, receiver in ((first, second), (second, first)):
        packet = bytes(i * 7 % 256 for i in range(size))
        sender.send_packet(packet)
        sender.send_packet(b"next")
        if receiver.read_packet() != packet or receiver.read_packet() != b"next":
            sys.exit("a packet of %d bytes has changed on its way" % size)
print("ok")
