package millwright.feed;

/**
 * What a capture says of itself, read without its samples.
 *
 * @param plant name of its site, empty where it names none
 * @param made how it came to be: {@code recorded}, or the format it was imported from, with how many problems if there were any
 * @param from first time in it, epoch ns; 0, as {@code to}, where it holds none
 * @param problem why it cannot be opened in one line, empty when it can; the rest is then unset
 */
public record CaptureLabel(String plant, String made, long from, long to, boolean simulated, String problem) {
    public static final String RECORDED = "recorded";

    public static CaptureLabel unreadable(String problem) {
        return new CaptureLabel("", "", 0, 0, false, problem);
    }
}
