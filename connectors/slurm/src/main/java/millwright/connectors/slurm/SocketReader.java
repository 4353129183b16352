package millwright.connectors.slurm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import millwright.connectors.source.HttpReader;
import millwright.connectors.source.HttpReader.Answer;
import org.jspecify.annotations.Nullable;

/**
 * HTTP over a unix socket, one connection a request. Any thread; blocks its caller for at most the timeout, refuses
 * answers over {@link HttpReader#MAX_ANSWER}.
 */
record SocketReader(Path path, long timeout) {
    private static final int MAX_HEAD = 64 << 10;
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    Answer send(String method, String target, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Thread asking = Thread.ofVirtual().name("socket-read").start(() -> {
            try {
                answer.complete(exchange(channel, method, target, headers, body));
            } catch (IOException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(timeout, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no complete answer within " + timeout / 1_000_000 + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(path + ": " + said(e.getCause()), e);
        } finally {
            channel.close();
            asking.interrupt();
        }
    }

    /** With what to do about it. */
    static String said(@Nullable Throwable why) {
        String words = why == null ? "" : String.valueOf(why.getMessage());
        if (!(why instanceof SocketException)) {
            return words;
        }
        return words.startsWith("Permission denied")
                ? words + "; give the gateway's user the right to read and write it"
                : words + "; is it the socket of slurmrestd, and does that run?";
    }

    private Answer exchange(
            SocketChannel channel, String method, String target, Map<String, String> headers, byte[] body)
            throws IOException {
        channel.connect(UnixDomainSocketAddress.of(path));
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach((k, v) -> head.append(k).append(": ").append(v).append("\r\n"));
        head.append("Connection: close\r\nContent-Length: ").append(body.length).append("\r\n\r\n");
        write(channel, head.toString().getBytes(StandardCharsets.ISO_8859_1));
        write(channel, body);
        return parse(channel);
    }

    private static void write(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            if (channel.write(buffer) < 0) {
                throw new IOException("closed while being asked");
            }
        }
    }

    /** Reads until the length that the head says, or the end. */
    static Answer parse(ReadableByteChannel channel) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteBuffer chunk = ByteBuffer.allocate(1 << 16);
        int start = -1;
        long length = Long.MAX_VALUE;
        Map<String, List<String>> headers = new TreeMap<>();
        int status = 0;
        while (start < 0 || bytes.size() - start < length) {
            chunk.clear();
            int n = channel.read(chunk);
            if (n < 0) {
                break;
            }
            bytes.write(chunk.array(), 0, n);
            if (bytes.size() > HttpReader.MAX_ANSWER) {
                throw new IOException("answer is larger than " + (HttpReader.MAX_ANSWER >> 20) + " MiB; ask for less");
            }
            if (start < 0) {
                start = endOfHead(bytes.toByteArray());
                if (start > 0) {
                    status = head(new String(bytes.toByteArray(), 0, start, StandardCharsets.ISO_8859_1), headers);
                    length = length(headers);
                }
            }
        }
        if (start < 0 || length != Long.MAX_VALUE && bytes.size() - start < length) {
            throw new IOException("the answer ended in the middle");
        }
        byte[] all = bytes.toByteArray();
        byte[] body = Arrays.copyOfRange(all, start, (int) Math.min(all.length, start + Math.min(length, all.length)));
        return new Answer(status, HttpHeaders.of(headers, (k, v) -> true), body);
    }

    private static int endOfHead(byte[] bytes) throws IOException {
        for (int i = 3; i < Math.min(bytes.length, MAX_HEAD); i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
                return i + 1;
            }
        }
        if (bytes.length >= MAX_HEAD) {
            throw new IOException("this is no HTTP");
        }
        return -1;
    }

    private static int head(String text, Map<String, List<String>> headers) throws IOException {
        String[] lines = text.split("\r\n", -1);
        String[] first = lines[0].split(" ", -1);
        if (first.length < 2 || !first[0].startsWith("HTTP/1.") || !first[1].matches("[1-5][0-9][0-9]")) {
            throw new IOException("this is no HTTP");
        }
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            String name = colon < 0 ? "" : lines[i].substring(0, colon).trim().toLowerCase(Locale.ROOT);
            if (!name.isEmpty()) {
                headers.computeIfAbsent(name, k -> new ArrayList<>())
                        .add(lines[i].substring(colon + 1).strip());
            }
        }
        if (headers.containsKey("transfer-encoding")) {
            throw new IOException("a chunked answer, which slurmrestd does not give");
        }
        return Integer.parseInt(first[1]);
    }

    private static long length(Map<String, List<String>> headers) throws IOException {
        List<String> said = headers.getOrDefault("content-length", List.of());
        if (said.isEmpty()) {
            return Long.MAX_VALUE;
        } else if (!LENGTH.matcher(said.getFirst()).matches()) {
            throw new IOException("this is no HTTP: its Content-Length is no number");
        }
        return Long.parseLong(said.getFirst());
    }
}
