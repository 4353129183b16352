package millwright.connectors.mlperf;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The power meter's session record says, in epoch seconds, when testing began. Against the first row's local time that
 * tells the analyser's offset: a check of the zone that a person named, and a hint when they named none.
 */
record SessionClock(Instant testingBegan, Path file) {
    private static final long QUARTER_HOUR = 900;
    private static final Duration LARGEST_START = Duration.ofMinutes(7);

    static Optional<SessionClock> read(RunDirectory run) {
        return run.file("server.json").or(() -> run.file("client.json")).flatMap(SessionClock::began);
    }

    private static Optional<SessionClock> began(Path file) {
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            JsonElement root = JsonParser.parseReader(in);
            if (root instanceof JsonObject object
                    && object.get("phases") instanceof JsonObject phases
                    && phases.get("testing") instanceof JsonArray testing
                    && !testing.isEmpty()
                    && testing.get(0) instanceof JsonArray first
                    && !first.isEmpty()
                    && first.get(0) instanceof JsonPrimitive seconds) {
                long millis = Math.round(seconds.getAsDouble() * 1000);
                return Optional.of(new SessionClock(Instant.ofEpochMilli(millis), file));
            }
            return Optional.empty();
        } catch (IOException | JsonParseException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The offset that makes the first row begin just after the session did; empty when none does. */
    Optional<ZoneOffset> offset(LocalDateTime firstRow) {
        long difference = firstRow.toEpochSecond(ZoneOffset.UTC) - testingBegan.getEpochSecond();
        long rounded = Math.round((double) difference / QUARTER_HOUR) * QUARTER_HOUR;
        boolean close = Math.abs(difference - rounded) <= LARGEST_START.toSeconds();
        return close && Math.abs(rounded) <= ZoneOffset.MAX.getTotalSeconds()
                ? Optional.of(ZoneOffset.ofTotalSeconds((int) rounded))
                : Optional.empty();
    }

    /** The time of the first row as written, without its zone. */
    static Optional<LocalDateTime> firstRow(RunDirectory run) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(run.spl(), StandardCharsets.ISO_8859_1)) {
            String line = in.readLine();
            String[] cells = line == null ? new String[0] : line.split(",", 3);
            return cells.length < 2 ? Optional.empty() : Optional.of(WallClock.parse(cells[1]));
        } catch (BadRun e) {
            return Optional.empty();
        }
    }
}
