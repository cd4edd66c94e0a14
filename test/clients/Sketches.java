import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * Two sketches that talk as Processing's library net does: write(String) sends the text at once, and
 * readStringUntil(char) returns null until the end has come. Sketches END HOST PORT.
 */
class Sketches {
    static class Client {
        final InputStream in;
        final OutputStream out;
        final StringBuilder buffer = new StringBuilder();

        Client(String host, int port) throws Exception {
            Socket socket = new Socket(host, port);
            in = socket.getInputStream();
            out = socket.getOutputStream();
        }

        void write(String text) throws Exception {
            out.write(text.getBytes());
            out.flush();
        }

        String readStringUntil(char end) throws Exception {
            while (in.available() > 0) {
                buffer.append((char) in.read());
            }
            int at = buffer.indexOf(String.valueOf(end));
            if (at < 0) {
                return null;
            }
            String text = buffer.substring(0, at + 1);
            buffer.delete(0, at + 1);
            return text;
        }
    }

    public static void main(String[] args) throws Exception {
        char end = args[0].charAt(0);
        Client first = new Client(args[1], Integer.parseInt(args[2]));
        Client second = new Client(args[1], Integer.parseInt(args[2]));
        Thread.sleep(500); // as long as a person takes to move the mouse
        for (int frame = 0; frame < 100; frame++) {
            first.write(frame + " " + 2 * frame + end);
            first.write("twice" + end);
            second.write("from the second " + frame + end);
            want(second, end, frame + " " + 2 * frame);
            want(second, end, "twice");
            want(first, end, "from the second " + frame);
        }
        System.out.println("ok");
    }

    /** Draws frames until a text has come. */
    static void want(Client client, char end, String wanted) throws Exception {
        for (int frames = 0; frames < 2000; frames++) {
            String got = client.readStringUntil(end);
            if (got != null) {
                if (!got.equals(wanted + end)) {
                    throw new Exception("got " + got + ", want " + wanted);
                }
                return;
            }
            Thread.sleep(10);
        }
        throw new Exception(wanted + " did not come");
    }
}
