package millwright.launcher;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import millwright.desk.shell.Desk;
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
    @SuppressWarnings("unused") // picocli keeps it; how an error is told looks at the arguments
    private boolean verbose;

    public static void main(String[] args) {
        Display.prepare();
        if (Display.present() && opensWindow(args)) {
            Desk.prepare();
        }
        PrintWriter err = new PrintWriter(System.err, true);
        System.exit(args.length == 0 ? console(err) : run(new PrintWriter(System.out, true), err, args));
    }

    /** Nothing was asked for: what reads the words of a command costs a quarter of a second and is not needed. */
    private static int console(PrintWriter err) {
        try {
            return new Main().call();
        } catch (Exception e) {
            return Ends.tell(e, false, err);
        }
    }

    private static boolean opensWindow(String... args) {
        return (args.length == 0 || args[0].startsWith("-") || args[0].equals("desk"))
                && Stream.of(args).noneMatch(Set.of("-h", "--help", "-V", "--version")::contains);
    }

    /** @return 0 done, 1 a problem in the data or the plant, 2 wrong usage, 3 something could not be reached */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .registerConverter(Instant.class, new InstantText())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Ends::tell)
                .setParameterExceptionHandler(Ends::usage);
        return line.execute(args);
    }
}
