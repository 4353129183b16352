package millwright.launcher;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An instant on the command line: ISO 8601 in UTC or with an offset. */
final class InstantText implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException _) {
            throw new TypeConversionException("'" + text
                    + "' is no instant; write ISO 8601 with its zone, for example 2026-03-17T13:07:32Z or"
                    + " 2026-03-17T14:07:32+01:00");
        }
    }
}
