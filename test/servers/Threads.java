import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;

/** A server in Java, with a thread for each client. */
public class Threads {
    static final int PORT = 5555; // tests write another one here

    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket(PORT);
        System.out.println("Waiting for players");
        while (true) {
            Socket client = server.accept();
            new Thread(() -> serve(client)).start();
        }
    }

    static void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            OutputStream out = client.getOutputStream();
            out.write("welcome".getBytes());
            byte[] data = new byte[1024];
            for (int n = in.read(data); n > 0; n = in.read(data)) {
                String said = new String(data, 0, n);
                if (said.equals("bye")) {
                    return;
                }
                out.write(said.toUpperCase().getBytes());
            }
        } catch (java.io.IOException e) {
            System.out.println("lost: " + e);
        }
    }
}
