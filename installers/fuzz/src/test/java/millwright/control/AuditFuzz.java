package millwright.control;

import java.nio.file.Path;
import millwright.fuzz.Said;
import millwright.fuzz.Scratch;

/** An audit file, verified and opened. Only an AuditException refuses it. */
public final class AuditFuzz {
    private AuditFuzz() {}

    public static boolean understands(byte[] bytes) {
        Path file = Scratch.file("audit/audit.jsonl", bytes);
        boolean sound = verified(file);
        try (AuditFile audit = AuditFile.open(file)) {
            if (audit.records().size() != audit.head().count()) {
                throw new AssertionError(audit.records().size() + " records, the head says "
                        + audit.head().count());
            }
        } catch (AuditException e) {
            Said.inOneLine(e);
            if (sound) {
                throw new AssertionError("verified, but cannot be opened", e);
            }
        }
        return sound && bytes.length > 0;
    }

    private static boolean verified(Path file) {
        try {
            return AuditVerifier.verify(file, null).sound();
        } catch (AuditException e) {
            Said.inOneLine(e);
            return false;
        }
    }
}
