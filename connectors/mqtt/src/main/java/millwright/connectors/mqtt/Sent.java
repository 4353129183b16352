package millwright.connectors.mqtt;

/** What became of a message to the broker. */
enum Sent {
    /** It never left. */
    NOT,
    /** The broker has it. */
    TAKEN,
    /** It left, and no answer came: the broker may have it or not. */
    UNKNOWN
}
