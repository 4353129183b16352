package millwright.connectors.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import millwright.hearing.OwnCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTlsTest {
    @TempDir
    Path folder;

    @Test
    void oneFileMayHoldCertificateAndKeyInEitherOrder() throws Exception {
        OwnCertificate own = OwnCertificate.in(folder, "own", "dns:own");
        String certificate = Files.readString(own.certificate());
        String key = Files.readString(own.key());
        for (String text : new String[] {certificate + key, key + "a word beside\n" + certificate}) {
            Path both = Files.writeString(folder.resolve("both.pem"), text);
            assertEquals(ServerTls.certificates(own.certificate()), ServerTls.certificates(both));
            ServerTls.context(both, both, Optional.of(both));
        }
    }

    @Test
    void whatIsCutOffIsNotTakenForWhatIsLeft() throws Exception {
        OwnCertificate own = OwnCertificate.in(folder, "own", "dns:own");
        String whole = Files.readString(own.certificate());
        Path cut = Files.writeString(folder.resolve("cut.pem"), whole + whole.substring(0, whole.length() / 2));
        IOException e = assertThrows(IOException.class, () -> ServerTls.certificates(cut));
        assertEquals(cut + " is no certificate; it wants PEM", e.getMessage());
    }
}
