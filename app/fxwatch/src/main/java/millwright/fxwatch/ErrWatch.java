package millwright.fxwatch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Passes on what is printed and finds the first trace of an exception in it. What a logger prints is passed on unread: who
 * logs has handled it. Any thread; keeps the end of what was printed, 8 KiB at most.
 */
final class ErrWatch extends OutputStream {
    private static final int MOST = 8 << 10;
    /** What was thrown, and the first place it came through. */
    private static final Pattern TRACE = Pattern.compile("(?m)^(.*\\R)\\s+at [\\w.$/@<>]+\\(.*\\)$");

    private final PrintStream through;
    private final Charset charset;
    private final StringBuilder seen = new StringBuilder();
    private String found = "";

    ErrWatch(PrintStream through) {
        this.through = through;
        this.charset = through.charset();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        through.write(bytes, from, length);
        if (!isLogged()) {
            look(new String(bytes, from, length, charset));
        }
    }

    private synchronized void look(String text) {
        seen.append(text);
        seen.delete(0, Math.max(0, seen.length() - MOST));
        Matcher trace = TRACE.matcher(seen);
        if (found.isEmpty() && trace.find()) {
            found = trace.group().replaceAll("\\R\\s*", " ");
        }
    }

    private static boolean isLogged() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(f -> f.getClassName().startsWith("java.util.logging.")
                        || f.getClassName().startsWith("jdk.internal.logger.")
                        || f.getClassName().startsWith("org.slf4j.")));
    }

    @Override
    public void flush() {
        through.flush();
    }

    /** What was thrown and where it came from, in one line; empty when nothing was. */
    synchronized String trace() {
        return found;
    }
}
