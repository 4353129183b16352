package millwright.connectors.capture;

/** A name as one word of a command that people may copy into a shell: nothing in it is run or splits it. Any thread. */
public final class ShellWord {
    private ShellWord() {}

    /** In single quotes, those in it escaped. What a terminal would obey instead of showing becomes a question mark. */
    public static String of(String name) {
        return "'" + name.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?").replace("'", "'\\''") + "'";
    }
}
