"""Two players of the pygame tutorial, each told its number when it connects, who send where they are
and get where the other one is."""
import socket
import sys


class Network:
    def __init__(self, server, port):
        self.client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.addr = (server, port)
        self.id = self.connect()

    def connect(self):
        self.client.connect(self.addr)
        return self.client.recv(2048).decode()

    def send(self, data):
        self.client.send(str.encode(data))
        return self.client.recv(2048).decode()


def want(what, heard, wanted):
    if heard != wanted:
        sys.exit("%s: heard %r, want %r" % (what, heard, wanted))


first = Network(sys.argv[1], int(sys.argv[2]))
second = Network(sys.argv[1], int(sys.argv[2]))
want("the first one's number", first.id, "0")
want("the second one's number", second.id, "1")
want("before the second one moved", first.send("0:53,50"), "1:100,100")
for step in range(100):
    mine, yours = "0:%d,50" % (53 + step), "1:100,%d" % (100 + step)
    want("where the first one is", second.send(yours), mine)
    want("where the second one is", first.send("0:%d,50" % (54 + step)), yours)
print("ok")
