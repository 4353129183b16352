package millwright.launcher;

import picocli.CommandLine.Command;

/** The console, by its name. */
@Command(
        name = "desk",
        description = "Opens the console (default: an embedded gateway with the demo plant).",
        mixinStandardHelpOptions = true)
final class DeskCommand extends DeskOptions {}
