package millwright.connectors.source;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** What went wrong between two ends of TLS, in one line that an operator can act on. Stateless. */
final class TlsTrouble {
    private TlsTrouble() {}

    /** @param why as the library says it @return the same, said with a remedy; as it is where TLS has no part in it */
    static IOException said(IOException why, URI peer, HttpAccess access) {
        Optional<SSLException> found = tls(why);
        if (found.isEmpty()) {
            return "https".equalsIgnoreCase(peer.getScheme()) ? silent(why, access) : why;
        }
        String words = String.valueOf(found.get().getMessage());
        String alert = words.toLowerCase(Locale.ROOT).replace('_', ' ');
        if (alert.contains("received fatal alert")) {
            boolean ours = alert.contains("certificate") || alert.contains("unknown ca") || alert.contains("handshake");
            return new IOException(
                    "it refused TLS (" + words + "); " + (ours ? remedy(access) : "is TLS spoken there as it is here?"),
                    why);
        }
        return new IOException(
                alert.contains("cert")
                        ? "its certificate is not trusted (" + words + "); give its authority, or the certificate"
                                + " itself, with 'ca-file'"
                        : "TLS was not agreed (" + words + "); is TLS spoken there?",
                why);
    }

    private static String remedy(HttpAccess access) {
        return access.shown().isPresent()
                ? "does it trust the authority of the certificate in 'cert-file', and is that still valid?"
                : "it may want a certificate of ours: give 'cert-file' with 'key-file'";
    }

    /** Newer TLS hears of a refusal only after it spoke, and often finds no more than a closed connection then. */
    private static IOException silent(IOException why, HttpAccess access) {
        String words = String.valueOf(why.getMessage());
        String bare = words.toLowerCase(Locale.ROOT);
        boolean closed = bare.contains("received no bytes") || bare.contains("reset") || bare.contains("eof");
        return closed
                ? new IOException(
                        "it closed the connection without an answer (" + words + "); if it goes on, " + remedy(access),
                        why)
                : why;
    }

    private static Optional<SSLException> tls(Throwable why) {
        for (Throwable t = why; t != null; t = t.getCause()) {
            if (t instanceof SSLException tls) {
                return Optional.of(tls);
            }
        }
        return Optional.empty();
    }
}
