package millwright.hearing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import millwright.feed.SourceState;

/** The file of an authority that changes while a source listens over TLS: of any protocol the same. */
public final class RenewedAuthority {
    private RenewedAuthority() {}

    /** Begins to listen to a peer that is believed by this authority alone. */
    public interface Listening {
        Hearing by(Path authority) throws Exception;
    }

    /** Waits until the right authority, which comes second, is taken, and a bad file, which comes third, is not. */
    public static void isTakenAndABadFileIsNot(Path folder, OwnCertificate right, Listening listening)
            throws Exception {
        OwnCertificate wrong = OwnCertificate.in(folder, "wrong", "ip:127.0.0.1");
        Path authority = Files.copy(wrong.certificate(), folder.resolve("authority.pem"));
        try (Hearing it = listening.by(authority)) {
            it.await(SourceState.class, s -> s.condition().equals("failed"));
            Files.copy(right.certificate(), authority, StandardCopyOption.REPLACE_EXISTING);
            it.await(SourceState.class, s -> s.condition().equals("ok"));
            Files.writeString(authority, "half of a renewal");
            SourceState kept = it.await(
                    SourceState.class, s -> s.detail().contains("what it held before is used on: " + authority));
            if (!kept.condition().equals("ok")) {
                throw new AssertionError(kept);
            }
        }
    }
}
