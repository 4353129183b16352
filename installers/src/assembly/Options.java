import java.util.List;

/** What every start of the shipped program passes to the JVM; the cache is only valid for starts with the same. */
final class Options {
    /** Native access: JavaFX, SQLite, zstd and netty load libraries. A cache that does not fit is no news to the user. */
    static final List<String> ALWAYS =
            List.of("--enable-native-access=ALL-UNNAMED", "-Xlog:disable", "-Xlog:all=error:stderr");

    private Options() {}
}
