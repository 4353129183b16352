package millwright.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import millwright.connectors.capture.CaptureException;
import millwright.connectors.config.ConfigException;
import millwright.control.AuditException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** How commands end: exit codes, and one line for people about what went wrong. The rest is for {@code -v}. */
final class Ends {
    static final int DONE = 0;
    static final int PROBLEM = 1;
    static final int USAGE = 2;
    static final int UNREACHABLE = 3;

    /** Something could not be reached; the message says what and what to do. */
    static final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreachable(String message, Throwable cause) {
            super(message, cause);
        }

        Unreachable(String message) {
            super(message);
        }
    }

    private Ends() {}

    static int tell(Exception problem, CommandLine line, ParseResult parsed) {
        boolean verbose =
                parsed.expandedArgs().contains("-v") || parsed.expandedArgs().contains("--verbose");
        return tell(problem, verbose, line.getErr());
    }

    static int tell(Exception problem, boolean verbose, PrintWriter err) {
        err.println("millwright: " + oneLine(problem));
        if (verbose) {
            problem.printStackTrace(err);
        }
        return code(problem);
    }

    static int code(Exception problem) {
        return switch (problem) {
            case Unreachable _ -> UNREACHABLE;
            case ConfigException _, IllegalArgumentException _ -> USAGE;
            case CaptureException _, AuditException _ -> PROBLEM;
            case IOException _, UncheckedIOException _ -> UNREACHABLE;
            default -> PROBLEM;
        };
    }

    /** What went wrong in one line, also where the exception says no more than the name of a file. */
    static String oneLine(Exception problem) {
        if (problem instanceof NoSuchFileException missing) {
            return missing.getMessage() + ": there is no such file";
        }
        if (problem instanceof AccessDeniedException denied) {
            return denied.getMessage() + ": may not be read or written by this user";
        } else if (problem instanceof CharacterCodingException) {
            return "the file is not text in UTF-8";
        } else if (problem instanceof FileSystemException other && other.getReason() == null) {
            return other.getFile() + ": cannot be read or written ("
                    + other.getClass().getSimpleName() + ")";
        }
        String message = problem.getMessage();
        return message == null || message.isBlank()
                ? "failed: " + problem.getClass().getSimpleName() + "; run again with -v for the details"
                : message.lines().findFirst().orElse(message);
    }

    static int usage(ParameterException problem, String[] args) {
        CommandLine line = problem.getCommandLine();
        line.getErr().println("millwright: " + problem.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(problem, line.getErr())) {
            line.getErr().println("try: " + line.getCommandSpec().qualifiedName() + " --help");
        }
        return USAGE;
    }
}
