package millwright.connectors.prometheus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Fetches one exposition. Any thread; blocks its caller for at most the timeout; refuses answers over 64 MiB. */
final class Scraper implements AutoCloseable {
    static final int MAX_ANSWER = 64 << 20;

    private final HttpClient client;
    private final Duration timeout;
    private final Optional<Path> tokenFile;

    Scraper(Duration timeout, Optional<Path> tokenFile, Optional<Path> authority) throws IOException {
        this.timeout = timeout;
        this.tokenFile = tokenFile;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER);
        if (authority.isPresent()) {
            builder.sslContext(trusting(authority.get()));
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
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(pem + ": not a PEM certificate: " + e.getMessage(), e);
        }
    }

    /** @throws IOException with one line that an operator can act on */
    String fetch(URI target) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(timeout)
                .header("Accept", "text/plain;version=0.0.4")
                .header("Accept-Encoding", "gzip");
        if (tokenFile.isPresent()) {
            request.header(
                    "Authorization",
                    "Bearer " + Files.readString(tokenFile.get()).strip());
        }
        try {
            // the timeout of a request ends with its headers; a body that trickles is cut off by the reader below
            HttpResponse<InputStream> answer =
                    client.send(request.GET().build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException("answered " + answer.statusCode() + hint(answer.statusCode()));
                }
                boolean gzip = answer.headers()
                        .firstValue("Content-Encoding")
                        .orElse("")
                        .equals("gzip");
                return read(gzip ? new GZIPInputStream(body) : body);
            }
        } catch (HttpTimeoutException e) {
            throw new IOException("no answer within " + timeout.toMillis() + " ms", e);
        } catch (ConnectException e) {
            throw new IOException("connection refused; is the exporter running and the port right?", e);
        }
    }

    private static String hint(int status) {
        return switch (status) {
            case 401, 403 -> "; give a valid token-file";
            case 404 -> "; is the path right? exporters usually serve /metrics";
            default -> "";
        };
    }

    private String read(InputStream body) throws IOException {
        long end = System.nanoTime() + timeout.toNanos();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] chunk = new byte[1 << 16];
        for (int n = body.read(chunk); n >= 0; n = body.read(chunk)) {
            bytes.write(chunk, 0, n);
            if (bytes.size() > MAX_ANSWER) {
                throw new IOException("answer is larger than " + (MAX_ANSWER >> 20) + " MiB; scrape fewer series");
            }
            if (System.nanoTime() - end > 0) {
                throw new IOException("answer did not end within " + timeout.toMillis() + " ms");
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
