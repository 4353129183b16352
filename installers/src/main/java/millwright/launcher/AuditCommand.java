package millwright.launcher;

import com.google.gson.GsonBuilder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import millwright.connectors.capture.Capture;
import millwright.control.AuditVerifier;
import millwright.feed.AuditHead;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The audit trail. */
@Command(
        name = "audit",
        description = "The audit trail of control actions.",
        mixinStandardHelpOptions = true,
        subcommands = AuditCommand.Verify.class)
final class AuditCommand {
    /** Checks the chain. */
    @Command(
            name = "verify",
            description = "Finds any changed, inserted, dropped or reordered record; with a head also a cut tail.",
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @Parameters(
                paramLabel = "FILE",
                description =
                        "the audit file of a gateway: audit.jsonl in its state folder; a gateway names it as it starts")
        private @Nullable Path file;

        @Option(names = "--head", paramLabel = "COUNT:HASH", description = "a head that a desk has seen")
        private @Nullable String head;

        @Option(names = "--capture", paramLabel = "FILE", description = "a capture that holds a later head")
        private @Nullable Path capture;

        @Option(names = "--recover", description = "read the capture even if it was not closed, from a private copy")
        private boolean recover;

        @Option(names = "--json", description = "print JSON")
        private boolean json;

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            Path audit = file;
            if (audit == null || spec == null) {
                throw new IllegalArgumentException("give the audit file");
            }
            AuditVerifier.Report report = AuditVerifier.verify(GivenFile.readable(audit), head());
            if (json) {
                Map<String, Object> out = new LinkedHashMap<>();
                out.put("sound", report.sound());
                out.put("records", report.count());
                out.put("hash", report.hash());
                out.put("tail", report.tail());
                out.put("problems", report.problems());
                spec.commandLine()
                        .getOut()
                        .println(new GsonBuilder().setPrettyPrinting().create().toJson(out));
            } else {
                spec.commandLine()
                        .getOut()
                        .println((report.sound() ? "sound: " : "NOT SOUND: ") + report.count() + " records; "
                                + report.tail());
                report.problems().forEach(p -> spec.commandLine().getOut().println("  " + p));
            }
            return report.sound() ? Ends.DONE : Ends.PROBLEM;
        }

        private AuditVerifier.@Nullable Head head() {
            String given = head;
            if (given != null) {
                return AuditVerifier.Head.parse(given);
            }
            Path from = capture;
            if (from == null) {
                return null;
            }
            try (Capture opened = Capture.open(GivenFile.readable(from), recover)) {
                AuditHead last = opened.lastAuditHead();
                if (last == null) {
                    throw new IllegalArgumentException(from + " holds no head of an audit; give --head COUNT:HASH");
                }
                return new AuditVerifier.Head(last.count(), last.hash());
            }
        }
    }
}
