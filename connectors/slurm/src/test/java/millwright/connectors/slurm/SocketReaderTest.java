package millwright.connectors.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import millwright.connectors.source.HttpReader.Answer;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketReaderTest {
    @TempDir
    private Path folder;

    /** Answers every connection with these bytes, then closes it or keeps it open. */
    private ServerSocketChannel serving(Path path, String answer, int times, boolean close) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        Thread.ofVirtual().start(() -> {
            while (server.isOpen()) {
                try {
                    SocketChannel one = server.accept();
                    one.read(ByteBuffer.allocate(1 << 16));
                    for (int i = 0; i < times; i++) {
                        ByteBuffer bytes = ByteBuffer.wrap(answer.getBytes(StandardCharsets.ISO_8859_1));
                        while (bytes.hasRemaining()) {
                            one.write(bytes);
                        }
                    }
                    if (close) {
                        one.close();
                    }
                } catch (IOException e) {
                    continue; // the asker went away, or the test is over
                }
            }
        });
        return server;
    }

    private static Answer ask(Path path) throws IOException, InterruptedException {
        return new SocketReader(path, Times.SECOND).send("GET", "/slurm", Map.of("Accept", "x"), new byte[0]);
    }

    @Test
    void aMissingRightIsToldApartFromASocketThatNobodyServes() {
        String denied = SocketReader.said(new SocketException("Permission denied"));
        assertEquals("Permission denied; give the gateway's user the right to read and write it", denied);
        String refused = SocketReader.said(new ConnectException("Connection refused"));
        assertTrue(refused.endsWith("is it the socket of slurmrestd, and does that run?"), refused);
        assertEquals("too long", SocketReader.said(new IOException("too long")));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void anAnswerEndsWhereItsLengthSays(boolean close) throws IOException, InterruptedException {
        Path path = folder.resolve("s");
        String text = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: b\r\n\r\nhello";
        try (ServerSocketChannel server = serving(path, text, 1, close)) {
            Answer answer = ask(path);
            assertEquals(200, answer.status());
            assertEquals("hello", answer.text());
            assertTrue(server.isOpen());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "garbage|ended in the middle",
                "SSH-2.0 hello\\r\\n\\r\\n|no HTTP",
                "HTTP/1.1 abc\\r\\n\\r\\n|no HTTP",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 50\\r\\n\\r\\nshort|ended in the middle",
                "HTTP/1.1 200 OK\\r\\nContent-Length: x\\r\\n\\r\\n|no HTTP",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n|chunked"
            })
    void whatIsNoAnswerIsSaid(String text, String said) throws IOException {
        Path path = folder.resolve("s");
        String raw = text.replace("\\r", "\r").replace("\\n", "\n");
        try (ServerSocketChannel server = serving(path, raw, 1, true)) {
            String message = assertThrows(IOException.class, () -> ask(path)).getMessage();
            assertTrue(message.contains(said) && server.isOpen(), message);
        }
    }

    @Test
    void aPeerThatFallsSilentIsGivenUp() throws IOException {
        Path path = folder.resolve("s");
        try (ServerSocketChannel server = serving(path, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe", 1, false)) {
            String message = assertThrows(IOException.class, () -> ask(path)).getMessage();
            assertTrue(message.contains("no complete answer within") && server.isOpen(), message);
        }
    }

    @Test
    void anAnswerWithoutEndIsCutOff() throws IOException {
        Path path = folder.resolve("s");
        String start = "HTTP/1.1 200 OK\r\n\r\n" + " ".repeat(1 << 20);
        try (ServerSocketChannel server = serving(path, start, 200, true)) {
            String message = assertThrows(IOException.class, () -> ask(path)).getMessage();
            assertTrue((message.contains("larger than") || message.contains("within")) && server.isOpen(), message);
        }
    }

    @Test
    void aSocketThatIsNotThereNamesIt() {
        String message = assertThrows(IOException.class, () -> ask(folder.resolve("none")))
                .getMessage();
        assertTrue(message.startsWith(folder.resolve("none") + ": "), message);
    }
}
