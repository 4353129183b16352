package millwright.connectors.source;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one spelling of a PCI address, since drivers, DCGM and lspci each write it in their own. */
public final class PciAddress {
    private static final Pattern SHAPE = Pattern.compile(
            "(?:PCI:)?(?:([0-9a-f]{1,8}):)?([0-9a-f]{1,2}):([0-9a-f]{1,2})(?:\\.([0-7]))?", Pattern.CASE_INSENSITIVE);

    private PciAddress() {}

    /** {@code 0000:9b:00.0} for {@code PCI:0000:9b:00}, {@code 9B:00.0} or {@code 00000000:9B:00.0}; empty for anything else. */
    public static Optional<String> of(String text) {
        Matcher m = SHAPE.matcher(text.strip());
        if (!m.matches()) {
            return Optional.empty();
        }
        long domain = m.group(1) == null ? 0 : Long.parseLong(m.group(1), 16);
        String function = m.group(4) == null ? "0" : m.group(4);
        return Optional.of(String.format(
                Locale.ROOT,
                "%04x:%02x:%02x.%s",
                domain,
                Integer.parseInt(m.group(2), 16),
                Integer.parseInt(m.group(3), 16),
                function));
    }
}
