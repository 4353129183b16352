package millwright.feed;

/**
 * Where one attachment stands in time.
 *
 * @param now plant time of what is being shown
 * @param from first instant that can be seeked to @param to last one
 * @param speed plant seconds per second; 0 while paused
 * @param judged from when on somebody looked for findings, epoch ns; 0 where that is not said
 */
public record TimeState(Mode mode, long now, long from, long to, double speed, long judged) implements PlantEvent {
    /** Where nobody says from when on findings were looked for. */
    public TimeState(Mode mode, long now, long from, long to, double speed) {
        this(mode, now, from, to, speed, 0);
    }

    public enum Mode {
        LIVE,
        REPLAY
    }
}
