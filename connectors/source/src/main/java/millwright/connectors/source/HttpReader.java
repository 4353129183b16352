package millwright.connectors.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Asks an HTTP peer that may be slow, half-open, endless or wrong. Any thread; blocks its caller for at most twice the
 * timeout; refuses answers over 64 MiB, also such as only unpack to that; follows no redirect. Errors are one line that an
 * operator can act on.
 */
public final class HttpReader implements AutoCloseable {
    public static final int MAX_ANSWER = 64 << 20;

    private final HttpClient client;
    private final HttpAccess access;
    private final Duration timeout;
    private final int most;

    /** @param status as it came; the caller decides what is an error */
    public record Answer(int status, HttpHeaders headers, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    public HttpReader(HttpAccess access) throws IOException {
        this(access, MAX_ANSWER);
    }

    /** @param most bytes of one answer, for protocols whose answers are small */
    public HttpReader(HttpAccess access, int most) throws IOException {
        this.access = access;
        this.most = most;
        this.timeout = Duration.ofNanos(access.timeout());
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER);
        if (access.authority().isPresent()) {
            builder.sslContext(trusting(access.authority().get()));
        }
        client = builder.build();
    }

    private static SSLContext trusting(Path pem) throws IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int n = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca" + n++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            if (n == 0) {
                throw new IOException(pem + " holds no certificate; 'ca-file' wants PEM");
            }
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(pem + ": not a PEM certificate: " + e.getMessage(), e);
        } catch (java.nio.file.NoSuchFileException e) {
            throw new IOException(pem + ": there is no such file; 'ca-file' names the authority for https", e);
        }
    }

    /** The body of a 200. @param accept content types @throws IOException with the status and what to do about it */
    public Answer get(URI target, String accept) throws IOException, InterruptedException {
        Answer answer = send("GET", target, Map.of("Accept", accept), new byte[0]);
        if (answer.status() != 200) {
            throw new IOException("answered " + answer.status() + hint(answer.status()));
        }
        return answer;
    }

    /** @param body sent when it is not empty, with the content type among the headers */
    public Answer send(String method, URI target, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(target).timeout(timeout).header("Accept-Encoding", "gzip");
        headers.forEach(request::header);
        authorize(request);
        request.method(
                method,
                body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        // in a thread of its own, because a half-open peer can hold a read for ever
        Thread asking = Thread.ofVirtual().name("http-read").start(() -> ask(request.build(), answer));
        try {
            return answer.get(2 * timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no complete answer within " + 2 * timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw asIo(e.getCause());
        } finally {
            asking.interrupt();
        }
    }

    private static IOException asIo(@org.jspecify.annotations.Nullable Throwable cause) {
        return cause instanceof IOException io ? io : new IOException("cannot be asked: " + cause, cause);
    }

    private void authorize(HttpRequest.Builder request) throws IOException {
        if (access.token().isPresent()) {
            String token = access.token().get().read();
            if (!token.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw new IOException("the token holds characters that cannot stand in a header");
            }
            request.header("Authorization", "Bearer " + token);
        } else if (access.password().isPresent()) {
            String pair = access.user() + ":" + access.password().get().read();
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private void ask(HttpRequest request, CompletableFuture<Answer> into) {
        try {
            // the timeout of a request ends with its headers; a body that trickles is cut off by the reader below
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                boolean gzip = answer.headers()
                        .firstValue("Content-Encoding")
                        .orElse("")
                        .equals("gzip");
                into.complete(new Answer(
                        answer.statusCode(), answer.headers(), read(gzip ? new GZIPInputStream(body) : body)));
            }
        } catch (HttpTimeoutException e) {
            into.completeExceptionally(new IOException("no answer within " + timeout.toMillis() + " ms", e));
        } catch (ConnectException e) {
            boolean unknown = e.getCause() instanceof UnresolvedAddressException;
            into.completeExceptionally(new IOException(
                    unknown
                            ? "the name of the host is not known here"
                            : "connection refused, or there is no way to it; is it running there, and is the port"
                                    + " right?",
                    e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            into.completeExceptionally(new IOException("closed meanwhile", e));
        } catch (IOException | RuntimeException e) {
            into.completeExceptionally(e);
        }
    }

    private byte[] read(InputStream body) throws IOException {
        long end = System.nanoTime() + timeout.toNanos();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] chunk = new byte[1 << 16];
        for (int n = body.read(chunk); n >= 0; n = body.read(chunk)) {
            bytes.write(chunk, 0, n);
            if (bytes.size() > most) {
                throw new IOException("answer is larger than " + (most >> 20) + " MiB; ask for less");
            }
            if (System.nanoTime() - end > 0) {
                throw new IOException("answer did not end within " + timeout.toMillis() + " ms");
            }
        }
        return bytes.toByteArray();
    }

    /**
     * Opens an answer that does not end, such as server-sent events. Its headers come within the timeout; the caller bounds
     * and closes its body.
     */
    public HttpResponse<InputStream> open(URI target, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target).timeout(timeout);
        headers.forEach(request::header);
        authorize(request);
        return client.send(request.GET().build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** What an operator can do about a status. */
    public static String hint(int status) {
        return switch (status) {
            case 401, 403 -> "; give valid credentials (token-file, or user with password-file)";
            case 404 -> "; is the path right?";
            case 429, 503 -> "; it is busy";
            default -> "";
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
