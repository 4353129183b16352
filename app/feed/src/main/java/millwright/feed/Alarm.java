package millwright.feed;

/**
 * The operator's side of a finding; there is one for each finding of priority 1 to 4.
 *
 * @param finding id of the finding
 * @param by who acknowledged or shelved it; empty when nobody did
 * @param since when it entered this state
 */
public record Alarm(String finding, AlarmState state, Priority priority, String by, long since) implements PlantEvent {}
