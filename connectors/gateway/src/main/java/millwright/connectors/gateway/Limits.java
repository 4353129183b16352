package millwright.connectors.gateway;

/**
 * What bounds a gateway, in bytes unless said otherwise.
 *
 * @param intake waiting events of one source; past it samples are dropped, and said to be
 * @param events waiting events of one desk; past it the desk's attachment ends and resumes from the journal
 * @param gauges waiting samples of one desk; past it the oldest are dropped, and said to be
 * @param store the live store
 * @param desks how many may attach
 */
public record Limits(long intake, long events, long gauges, long store, int desks) {
    public static Limits standard() {
        return new Limits(64L << 20, 6L << 20, 6L << 20, 1_200L << 20, 200);
    }
}
