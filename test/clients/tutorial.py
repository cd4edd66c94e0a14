"""The network class of the pygame tutorials, as beginners copy it, and a little game over it."""
import socket
import sys


class Network:
    def __init__(self, server, port):
        self.client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.server = server
        self.port = port
        self.addr = (self.server, self.port)
        self.connect()

    def connect(self):
        try:
            self.client.connect(self.addr)
        except socket.error as e:
            print(e)

    def send(self, data):
        try:
            self.client.send(str.encode(data))
            return self.client.recv(2048).decode()
        except socket.error as e:
            print(e)


def make_pos(tup):
    return str(tup[0]) + "," + str(tup[1])


def read_pos(s):
    s = s.split(",")
    return int(s[0]), int(s[1])


n = Network(sys.argv[1], int(sys.argv[2]))
x, y = 50, 50
for frame in range(300):
    x, y = x + 3, y + frame % 7
    p2 = read_pos(n.send(make_pos((x, y))))
    if p2 != (x, y):
        sys.exit("said %s, heard %s" % ((x, y), p2))
print("ok")
