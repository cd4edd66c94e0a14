import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.Socket;
import java.util.HashMap;

/** Two players that send each other objects, as Java's tutorials do: ObjectStreams [input-first] HOST PORT. */
class ObjectStreams {
    static class Move implements Serializable {
        final String piece;
        final int x, y;
        final HashMap<String, int[]> board = new HashMap<>();

        Move(String piece, int x, int y) {
            this.piece = piece;
            this.x = x;
            this.y = y;
            board.put(piece, new int[x * 50]);
        }
    }

    static class Player {
        final ObjectOutputStream out;
        final ObjectInputStream in;

        Player(String host, int port, boolean inputFirst) throws Exception {
            Socket socket = new Socket(host, port);
            socket.setSoTimeout(20_000);
            if (inputFirst) {
                in = new ObjectInputStream(socket.getInputStream());
                out = new ObjectOutputStream(socket.getOutputStream());
                out.flush();
                Thread.sleep(500);
            } else {
                out = new ObjectOutputStream(socket.getOutputStream());
                out.flush();
                in = new ObjectInputStream(socket.getInputStream());
            }
        }

        void send(Object o) throws Exception {
            out.reset();
            out.writeObject(o);
            out.flush();
        }
    }

    public static void main(String[] args) throws Exception {
        boolean inputFirst = args[0].equals("input-first");
        String host = args[args.length - 2];
        int port = Integer.parseInt(args[args.length - 1]);
        Player first = new Player(host, port, inputFirst);
        Player second = new Player(host, port, inputFirst);
        for (Player player : new Player[] {first, second}) {
            Object got = player.in.readObject();
            if (!got.equals("ready")) {
                throw new Exception("the first object is " + got);
            }
        }
        for (int i = 0; i < 50; i++) {
            exchange(first, second, new Move("knight", i, 50 - i));
            exchange(second, first, new Move("rook", i * 10, i));
        }
        System.out.println("ok");
    }

    static void exchange(Player from, Player to, Move sent) throws Exception {
        from.send(sent);
        Move got = (Move) to.in.readObject();
        if (!got.piece.equals(sent.piece) || got.x != sent.x || got.board.get(sent.piece).length != sent.x * 50) {
            throw new Exception(sent.piece + " arrived as " + got.piece);
        }
    }
}
