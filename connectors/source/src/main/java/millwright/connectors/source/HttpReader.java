package millwright.connectors.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * Asks an HTTP peer that may be slow, half-open, endless or wrong. Any thread; blocks its caller for at most twice the
 * timeout; refuses answers over 64 MiB, also such as only unpack to that; follows no redirect. Keeps of each peer how its
 * clock stood last. Errors are one line that an operator can act on.
 */
public final class HttpReader implements AutoCloseable {
    public static final int MAX_ANSWER = 64 << 20;
    private static final int MOST_PEERS = 1 << 14;

    private final @Nullable Renewed<HttpClient> renewed;
    private volatile HttpClient client;
    private final HttpAccess access;
    private final Duration timeout;
    private final int most;
    private final InstantSource clock;
    private final Map<String, PeerDate> dates = new ConcurrentHashMap<>();

    /** @param status as it came; the caller decides what is an error */
    public record Answer(int status, HttpHeaders headers, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** Reads a body while it comes. */
    public interface Reading<T> {
        /**
         * @param body ends the reading with an exception when it is too large, too slow or cut off; that is what the asker
         *     is told, whatever this makes of it
         */
        T of(int status, HttpHeaders headers, InputStream body) throws IOException;
    }

    /** It was asked for more than is read; another question may be answered. */
    public static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;

        TooLarge(String message) {
            super(message);
        }
    }

    /** Of a peer whose clock does not matter. */
    public HttpReader(HttpAccess access) throws IOException {
        this(access, InstantSource.system());
    }

    /** @param clock ours, that the dates of answers are compared with */
    public HttpReader(HttpAccess access, InstantSource clock) throws IOException {
        this(access, MAX_ANSWER, clock);
    }

    /** @param most bytes of one answer, for protocols whose answers are small */
    public HttpReader(HttpAccess access, int most, InstantSource clock) throws IOException {
        this(access, most, clock, renewed(access));
    }

    private HttpReader(HttpAccess access, int most, InstantSource clock, @Nullable Renewed<HttpClient> renewed) {
        this.access = access;
        this.most = most;
        this.clock = clock;
        this.timeout = Duration.ofNanos(access.timeout());
        this.renewed = renewed;
        this.client = renewed == null ? client(access, null) : renewed.now();
    }

    /** A client a set of files: what it connects to from then on is by the new ones. The one before ends when nobody holds it. */
    private static @Nullable Renewed<HttpClient> renewed(HttpAccess access) throws IOException {
        return access.files().isEmpty() ? null : new Renewed<>(access.files(), () -> client(access, context(access)));
    }

    private static SSLContext context(HttpAccess access) throws IOException {
        if (access.shown().isPresent()) {
            ShownCertificate shown = access.shown().get();
            return ServerTls.context(shown.certificate(), shown.key(), access.authority());
        }
        return ServerTls.trusting(access.authority().orElseThrow());
    }

    /** @param context in place of the usual one; null for that */
    HttpReader(HttpAccess access, int most, InstantSource clock, @Nullable SSLContext context) {
        this.access = access;
        this.most = most;
        this.clock = clock;
        this.timeout = Duration.ofNanos(access.timeout());
        this.renewed = null;
        this.client = client(access, context);
    }

    private static HttpClient client(HttpAccess access, @Nullable SSLContext context) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofNanos(access.timeout()))
                .followRedirects(HttpClient.Redirect.NEVER);
        if (context != null) {
            builder.sslContext(context);
        }
        return builder.build();
    }

    private HttpClient client() {
        if (renewed != null) {
            client = renewed.now();
        }
        return client;
    }

    /** What is wrong with a certificate, key or authority that was changed since; empty where nothing is. */
    public String renewal() {
        return renewed == null ? "" : renewed.problem();
    }

    /** The body of a 200. @param accept content types @throws IOException with the status and what to do about it */
    public Answer get(URI target, String accept) throws IOException, InterruptedException {
        return get(target, accept, InputStream::readAllBytes);
    }

    /** How a body is kept whole. */
    public interface Whole {
        byte[] of(InputStream body) throws IOException;
    }

    /** The same. @param whole takes the body of any status; what it throws is thrown */
    public Answer get(URI target, String accept, Whole whole) throws IOException, InterruptedException {
        Answer answer = read(
                "GET",
                target,
                Map.of("Accept", accept),
                new byte[0],
                (status, said, body) -> new Answer(status, said, whole.of(body)));
        if (answer.status() != 200) {
            String why = "answered " + answer.status() + hint(answer.status());
            throw answer.status() == 401 || answer.status() == 403 ? new Forbidden(why, null) : new IOException(why);
        }
        return answer;
    }

    /** @param body sent when it is not empty, with the content type among the headers */
    public Answer send(String method, URI target, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        return read(
                method, target, headers, body, (status, said, bytes) -> new Answer(status, said, bytes.readAllBytes()));
    }

    /**
     * As {@link #send}, for answers that are not kept whole.
     *
     * @param reading runs in a thread of its own, and is left alone there when the time is up
     */
    public <T> T read(String method, URI target, Map<String, String> headers, byte[] body, Reading<T> reading)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(target).timeout(timeout).header("Accept-Encoding", "gzip");
        headers.forEach(request::header);
        authorize(request);
        request.method(
                method,
                body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        CompletableFuture<T> answer = new CompletableFuture<>();
        // in a thread of its own, because a half-open peer can hold a read for ever
        Thread asking = Thread.ofVirtual().name("http-read").start(() -> ask(request.build(), reading, answer));
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

    private static IOException asIo(@Nullable Throwable cause) {
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

    private <T> void ask(HttpRequest request, Reading<T> reading, CompletableFuture<T> into) {
        try {
            // the timeout of a request ends with its headers; a body that trickles is cut off by the reader below
            long before = Times.nanos(clock.instant());
            HttpResponse<InputStream> answer = client().send(request, HttpResponse.BodyHandlers.ofInputStream());
            dated(request.uri(), PeerDate.of(answer.headers(), before, Times.nanos(clock.instant())));
            try (InputStream body = answer.body()) {
                boolean gzip = answer.headers()
                        .firstValue("Content-Encoding")
                        .orElse("")
                        .equals("gzip");
                into.complete(read(answer, gzip ? new GZIPInputStream(body) : body, reading));
            }
        } catch (HttpTimeoutException e) {
            into.completeExceptionally(new IOException("no answer within " + timeout.toMillis() + " ms", e));
        } catch (ConnectException e) {
            boolean unknown = unknownHost(e);
            into.completeExceptionally(new IOException(
                    unknown
                            ? "the name of the host is not known here"
                            : "connection refused, or there is no way to it; is it running at " + place(request.uri())
                                    + ", and is the port right?",
                    e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            into.completeExceptionally(new IOException("closed meanwhile", e));
        } catch (IOException e) {
            into.completeExceptionally(TlsTrouble.said(e, request.uri(), access));
        } catch (RuntimeException e) {
            into.completeExceptionally(e);
        }
    }

    private static boolean unknownHost(Throwable why) {
        for (Throwable t = why; t != null; t = t.getCause()) {
            if (t instanceof UnresolvedAddressException || t instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }

    /** With the port, which an address may leave out. */
    private static String place(URI peer) {
        int usual = "https".equalsIgnoreCase(peer.getScheme()) ? 443 : 80;
        return peer.getHost() + ":" + (peer.getPort() < 0 ? usual : peer.getPort());
    }

    private void dated(URI target, Optional<PeerDate> said) {
        String peer = peer(target);
        if (said.isEmpty()) {
            dates.remove(peer);
        } else if (dates.size() < MOST_PEERS || dates.containsKey(peer)) {
            dates.put(peer, said.get());
        }
    }

    /** How the clock of that host and port stood by its last answer, whatever its status; empty where that did not say. */
    public Optional<PeerDate> clockOf(URI target) {
        return Optional.ofNullable(dates.get(peer(target)));
    }

    private static String peer(URI target) {
        return String.valueOf(target.getAuthority());
    }

    private <T> T read(HttpResponse<InputStream> answer, InputStream body, Reading<T> reading) throws IOException {
        BoundedBody bounded = new BoundedBody(body, most, timeout.toNanos());
        try {
            T read = reading.of(answer.statusCode(), answer.headers(), bounded);
            bounded.check();
            return read;
        } catch (IOException | RuntimeException e) {
            bounded.check();
            throw e;
        }
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
        return client().send(request.GET().build(), HttpResponse.BodyHandlers.ofInputStream());
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
