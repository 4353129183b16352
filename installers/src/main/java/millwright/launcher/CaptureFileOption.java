package millwright.launcher;

import java.nio.file.Path;
import millwright.connectors.capture.Capture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The capture that a command reads. */
final class CaptureFileOption {
    @Parameters(paramLabel = "FILE")
    private @Nullable Path file;

    @Option(
            names = "--recover",
            description = "also read a recording that was not closed, from a private copy that takes in its log; "
                    + "the file stays as it is")
    private boolean recover;

    Capture open() {
        return Capture.open(GivenFile.readable(CaptureCommand.given(file)), recover);
    }
}
