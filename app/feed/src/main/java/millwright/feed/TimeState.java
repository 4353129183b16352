package millwright.feed;

/**
 * Where one attachment stands in time.
 *
 * @param now plant time of what is being shown
 * @param from first instant that can be seeked to @param to last one
 * @param speed plant seconds per second; 0 while paused
 */
public record TimeState(Mode mode, long now, long from, long to, double speed) implements PlantEvent {
    public enum Mode {
        LIVE,
        REPLAY
    }
}
