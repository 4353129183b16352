package millwright.launcher;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Peers on loopback that speak protocols of bytes, as much as it takes to be found. Whom they do not understand they leave waiting. */
final class RawPeers implements AutoCloseable {
    private static final int NAMES = 0x2b;

    /** One question, of which the first bytes are there. */
    private interface Answer {
        byte[] to(byte[] question);
    }

    private final List<Closeable> open = new ArrayList<>();

    private String serve(int count, Answer answer) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        open.add(server);
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket caller = server.accept();
                    Thread.ofVirtual().start(() -> talk(caller, count, answer));
                } catch (IOException e) {
                    return;
                }
            }
        });
        return "127.0.0.1:" + server.getLocalPort();
    }

    private static void talk(Socket caller, int count, Answer answer) {
        try (caller) {
            DataInputStream in = new DataInputStream(caller.getInputStream());
            byte[] question = in.readNBytes(count);
            caller.getOutputStream().write(answer.to(question));
            while (in.read() >= 0) {
                // waits until the caller hangs up
            }
        } catch (IOException e) {
            // the caller went
        }
    }

    /** @return host:port */
    String broker(int code) throws IOException {
        return serve(8, q -> q[0] == 0x10 ? new byte[] {0x20, 2, 0, (byte) code} : new byte[0]);
    }

    String modbus(String vendor, String product) throws IOException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        told.writeBytes(new byte[] {1, NAMES, 0x0e, 1, 1, 0, 0, 2, 0});
        text(told, vendor);
        told.write(1);
        text(told, product);
        return serve(11, q -> {
            if (q[7] != NAMES) {
                return new byte[0];
            }
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            answer.write(q, 0, 5);
            answer.write(told.size());
            answer.writeBytes(told.toByteArray());
            return answer.toByteArray();
        });
    }

    private static void text(ByteArrayOutputStream to, String text) {
        to.write(text.length());
        to.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    String agent(String community, String object, String description) throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        open.add(socket);
        Thread.ofVirtual().start(() -> {
            while (!socket.isClosed()) {
                try {
                    DatagramPacket heard = new DatagramPacket(new byte[1500], 1500);
                    socket.receive(heard);
                    byte[] answer = answer(heard.getData(), community, object, description);
                    socket.send(new DatagramPacket(answer, answer.length, heard.getSocketAddress()));
                } catch (IOException e) {
                    return;
                }
            }
        });
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Of version 2c, in lengths below 128. */
    private static byte[] answer(byte[] question, String community, String object, String description) {
        int at = 5;
        byte[] given = Arrays.copyOfRange(question, at + 2, at + 2 + question[at + 1]);
        if (!new String(given, StandardCharsets.US_ASCII).equals(community)) {
            return new byte[0];
        }
        at += 2 + given.length + 2; // the tag and length of the question
        byte[] id = Arrays.copyOfRange(question, at, at + 2 + question[at + 1]);
        byte[] none = {2, 1, 0};
        byte[] said = tagged(
                0x30,
                tagged(0x30, oid("1.3.6.1.2.1.1.1.0"), tagged(4, description.getBytes(StandardCharsets.US_ASCII))),
                tagged(0x30, oid("1.3.6.1.2.1.1.2.0"), oid(object)));
        return tagged(0x30, new byte[] {2, 1, 1}, tagged(4, given), tagged(0xa2, id, none, none, said));
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        ByteArrayOutputStream inside = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            inside.writeBytes(part);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        all.write(inside.size());
        all.writeBytes(inside.toByteArray());
        return all.toByteArray();
    }

    private static byte[] oid(String dotted) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x2b);
        for (String word : dotted.substring("1.3.".length()).split("\\.", -1)) {
            int number = Integer.parseInt(word);
            for (int shift = 28; shift > 0; shift -= 7) {
                if (number >> shift != 0) {
                    out.write(number >> shift & 0x7f | 0x80);
                }
            }
            out.write(number & 0x7f);
        }
        return tagged(6, out.toByteArray());
    }

    @Override
    public void close() throws IOException {
        for (Closeable peer : open) {
            peer.close();
        }
    }
}
