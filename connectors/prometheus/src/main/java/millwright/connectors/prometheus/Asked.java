package millwright.connectors.prometheus;

/**
 * Who was asked for an exposition and when.
 *
 * @param host of the target, for exporters that name none
 * @param instance the host, with the port where several targets stand on one: it tells serving engines apart
 * @param time epoch ns
 */
record Asked(String host, String instance, long time) {}
