package millwright.launcher;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Where the program starts. Runs on the main thread; ends it with the exit code of the command. */
@Command(
        name = "millwright",
        description = "Operations console for AI factories. Without a command it opens the console on the demo plant.",
        mixinStandardHelpOptions = true,
        version = "Millwright 0.1.0",
        subcommands = {
            DeskCommand.class,
            GatewayCommand.class,
            CaptureCommand.class,
            ParetoFiles.class,
            SnapshotCommand.class,
            AuditCommand.class,
            DoctorCommand.class
        })
public final class Main extends DeskOptions {
    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "print the details of an error")
    private boolean verbose;

    public static void main(String[] args) {
        Display.prepare();
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    /** @return 0 done, 1 a problem in the data or the plant, 2 wrong usage, 3 something could not be reached */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Ends::tell)
                .setParameterExceptionHandler(Ends::usage);
        return line.execute(args);
    }
}
